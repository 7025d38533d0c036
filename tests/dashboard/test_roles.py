"""The roles' table is what is enforced."""

import re

import pytest

from ictdesk.desk.people.rules import MAY
from ictdesk.kernel.actor import Role
from ictdesk.surfaces.dashboard.right_words import RIGHT_WORDS
from ictdesk.surfaces.dashboard.settings.roles import lines
from ictdesk.surfaces.dashboard.words import ROLE_WORDS
from tests.people.browsers import signed_in
from tests.world import World


def test_every_right_has_a_word() -> None:
    assert MAY["owner"] == frozenset(RIGHT_WORDS)


@pytest.mark.parametrize("role", MAY)
def test_each_cell_is_the_right_itself(role: Role) -> None:
    at = list(ROLE_WORDS).index(role)
    shown = {str(line.word) for line in lines() if line.roles[at]}
    assert shown == {str(RIGHT_WORDS[right]) for right in MAY[role]}


def test_everybody_may_look(world: World) -> None:
    page = signed_in(world.acme.iris).get(f"/desk/{world.acme.slug}/settings/roles/").content.decode()
    marks = re.findall(r">\s*(yes|no)\s*</span>", page)
    assert marks.count("yes") == sum(len(rights) for rights in MAY.values())
    assert len(marks) == len(MAY) * len(MAY["owner"])
