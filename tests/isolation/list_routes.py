"""How to try the addresses about lists and about several conversations."""

from typing import Any, Protocol
from uuid import UUID

PREFIX = "/api/v1"

type Attempt = tuple[str, str, Any]


class Aim(Protocol):
    """The ids of one workspace's things, as far as they are named here."""

    @property
    def conversation(self) -> UUID: ...

    @property
    def message(self) -> UUID: ...

    @property
    def contact(self) -> UUID: ...

    @property
    def member(self) -> UUID: ...

    @property
    def team(self) -> UUID: ...

    @property
    def view(self) -> UUID: ...


def of_lists(aim: Aim) -> dict[str, list[Attempt]]:
    """By OpenAPI's method and path."""
    one, several = f"{PREFIX}/conversations/{aim.conversation}", f"{PREFIX}/conversations"
    state = {"assignee": str(aim.member)}
    undone = {"items": [{"id": str(aim.conversation), "was": state, "became": {"assignee": None}}]}
    solved = {"ids": [str(aim.conversation)], "do": "solve"}
    assigned = solved | {"do": "assign", "member_id": str(aim.member)}
    return {
        "PUT /conversations/{conversation_id}/team": [("PUT", f"{one}/team", {"team_id": str(aim.team)})],
        "POST /conversations/{conversation_id}/snooze": [("POST", f"{one}/snooze", {"until": None})],
        "POST /conversations/bulk": [
            ("POST", f"{several}/bulk", solved),
            ("POST", f"{several}/bulk", assigned),
        ],
        "POST /conversations/undo": [("POST", f"{several}/undo", undone)],
        "PATCH /messages/{message_id}": [("PATCH", f"{PREFIX}/messages/{aim.message}", {"body": "Other"})],
        "DELETE /messages/{message_id}": [("DELETE", f"{PREFIX}/messages/{aim.message}", None)],
        "GET /contacts/{contact_id}": [("GET", f"{PREFIX}/contacts/{aim.contact}", None)],
        "PATCH /contacts/{contact_id}": [("PATCH", f"{PREFIX}/contacts/{aim.contact}", {"name": "Eve"})],
        "PATCH /views/{view_id}": [("PATCH", f"{PREFIX}/views/{aim.view}", {"name": "Mine"})],
        "DELETE /views/{view_id}": [("DELETE", f"{PREFIX}/views/{aim.view}", None)],
    }
