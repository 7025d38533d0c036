"""The roles' table, made from the very rights that commands ask for."""

from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ictdesk.desk.people.rules import MAY
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view
from ictdesk.surfaces.dashboard.right_words import RIGHT_WORDS
from ictdesk.surfaces.dashboard.words import ROLE_HINTS, ROLE_WORDS


class Line(NamedTuple):
    """A right, and for each role whether it has it."""

    word: object
    roles: list[bool]


@require_GET
@desk_view(needs="conversation.read")
def roles(request: DeskRequest) -> HttpResponse:
    """Every member may know what every role may do."""
    shown = {
        "roles": [(word, ROLE_HINTS[role], role == request.actor.role) for role, word in ROLE_WORDS.items()],
        "lines": lines(),
        "section": "settings",
        "tab": "roles",
    }
    return render(request, "settings/roles.html", shown)


def lines() -> list[Line]:
    """By how many roles have it, the commonest first; a right that has no word here shows its name."""
    rights = sorted(MAY["owner"], key=lambda right: (-sum(right in had for had in MAY.values()), right))
    return [
        Line(RIGHT_WORDS.get(right, right), [right in MAY[role] for role in ROLE_WORDS])  # type: ignore[index]
        for right in rights
    ]
