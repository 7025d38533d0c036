"""Teams, types and fields of another desk find their places here, and what has none is still read."""

from pathlib import Path

import pytest

from ictdesk.desk.contacts.commands import define_attribute
from ictdesk.desk.conversations import queries
from ictdesk.desk.conversations.fields import values_of
from ictdesk.desk.imports import running
from ictdesk.desk.imports.chatwoot import Chatwoot
from ictdesk.desk.imports.report import Report
from ictdesk.desk.imports.zendesk import Zendesk
from ictdesk.desk.workspaces.commands import make_team, make_ticket_type
from ictdesk.desk.workspaces.models import Team
from ictdesk.kernel.tenancy import workspace_scope
from tests.imports import exports
from tests.imports.exports import comment, ticket, write
from tests.imports.test_imports import said, talks
from tests.world import US, House, World

FIELDS = [
    {"id": 11, "title": "Model", "type": "text"},
    {
        "id": 12,
        "title": "Colour",
        "type": "tagger",
        "custom_field_options": [{"name": "Red", "value": "c_red"}, {"name": "Blue", "value": "c_blue"}],
    },
    {"id": 13, "title": "Weight", "type": "decimal"},
    {"id": 14, "title": "Gift", "type": "checkbox"},
]


@pytest.fixture
def acme(world: World) -> House:
    house = world.acme
    with workspace_scope(house.id):
        for key, label, kind, choices in (
            ("model", "Model", "text", ()),
            ("colour", "Colour", "choice", ("Red", "Green")),
            ("weight", "Weight", "number", ()),
        ):
            define_attribute(
                actor=US,
                about="ticket",
                key=key,
                label=label,
                kind=kind,
                choices=choices,
                category="user.content.private.custom",
                purpose="essential.service",
                source="provided",
            )
        make_ticket_type(actor=US, name="Incident")
        make_team(actor=US, name="Returns")
    return house


def export(folder: Path, *tickets: dict[str, object]) -> Zendesk:
    path = exports.zendesk(folder, *tickets)
    write(path / "groups.ndjson", [{"id": 5, "name": "returns"}, {"id": 6, "name": "Night shift"}])
    write(path / "ticket_fields.ndjson", FIELDS)
    return Zendesk(path)


def test_fields_that_are_defined_here_are_filled(acme: House, tmp_path: Path) -> None:
    values = [{"id": 11, "value": "K-4711"}, {"id": 12, "value": "c_red"}, {"id": 13, "value": 1.5}]
    one = ticket(1, comment(1, 1, "Hello"), custom_fields=values, group_id=5, type="incident")

    running.run(acme.id, acme.inbox, "zendesk", export(tmp_path / "zd", one), Report())

    (talk,) = talks(acme)
    with workspace_scope(acme.id):
        assert {row["key"]: row["value"] for row in values_of(talk)} == {
            "model": "K-4711",
            "colour": "Red",
            "weight": 1.5,
        }
        assert talk.team is not None
        assert talk.team.name == "Returns"
        assert talk.type is not None
        assert talk.type.name == "Incident"
        found = queries.inbox_page(actor=acme.ada.actor, status="any", field="colour:Red")
    assert [row["id"] for row in found["items"]] == [str(talk.id)]
    assert "K-4711" not in said(acme, talk)[0]["body"]


def test_what_has_no_place_is_a_line_of_the_first_note(acme: House, tmp_path: Path) -> None:
    values = [
        {"id": 12, "value": "c_blue"},
        {"id": 13, "value": "heavy"},
        {"id": 14, "value": True},
        {"id": 15, "value": ["a", "b"]},
        {"id": 11, "value": None},
    ]
    one = ticket(1, comment(1, 1, "Hello"), custom_fields=values, type="problem")

    running.run(acme.id, acme.inbox, "zendesk", export(tmp_path / "zd", one), Report())

    (talk,) = talks(acme)
    assert said(acme, talk)[0]["body"].splitlines()[1:] == [
        "Kind: problem",
        "Colour: Blue",
        "Weight: heavy",
        "Gift: yes",
        "Field 15: a, b",
    ]
    with workspace_scope(acme.id):
        assert not any(row["value"] for row in values_of(talk))
    assert talk.team_id is None


def test_a_group_becomes_a_team_once(acme: House, tmp_path: Path) -> None:
    many = [ticket(n, comment(n, 1, "Hello"), group_id=6) for n in (1, 2)]

    running.run(acme.id, acme.inbox, "zendesk", export(tmp_path / "zd", *many), Report())

    with workspace_scope(acme.id):
        (team,) = Team.objects.filter(name="Night shift")
    assert {talk.team_id for talk in talks(acme)} == {team.id}


def test_teams_and_attributes_of_chatwoot(acme: House, tmp_path: Path) -> None:
    path = exports.chatwoot(tmp_path / "cw", acme.ada.email)

    running.run(acme.id, acme.inbox, "chatwoot", Chatwoot(path), Report())

    (talk,) = talks(acme)
    with workspace_scope(acme.id):
        assert talk.team is not None
        assert talk.team.name == "Parcels"
    assert said(acme, talk)[0]["body"].splitlines()[1:] == ["model: K-4711", "flat: 3"]
