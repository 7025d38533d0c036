"""How to try the addresses about tickets."""

from typing import Any, Protocol
from uuid import UUID

PREFIX = "/api/v1"

type Attempt = tuple[str, str, Any]


class Aim(Protocol):
    """The ids of one workspace's things, as far as they are named here."""

    @property
    def conversation(self) -> UUID: ...

    @property
    def member(self) -> UUID: ...

    @property
    def ticket(self) -> UUID: ...

    @property
    def ticket_type(self) -> UUID: ...


def of_tickets(aim: Aim) -> dict[str, list[Attempt]]:
    """By OpenAPI's method and path."""
    one, ticket = f"{PREFIX}/conversations/{aim.conversation}", f"{PREFIX}/conversations/{aim.ticket}"
    a_type = f"{PREFIX}/ticket-types/{aim.ticket_type}"
    return {
        "POST /conversations/{conversation_id}/ticket": [("POST", f"{one}/ticket", None)],
        "PUT /conversations/{conversation_id}/type": [
            ("PUT", f"{ticket}/type", {"type_id": str(aim.ticket_type)})
        ],
        "PUT /conversations/{conversation_id}/subject": [("PUT", f"{one}/subject", {"subject": "Parcel"})],
        "PUT /conversations/{conversation_id}/followers": [
            ("PUT", f"{one}/followers", {"members": [str(aim.member)]})
        ],
        "PATCH /ticket-types/{type_id}": [("PATCH", a_type, {"name": "Wish"})],
        "DELETE /ticket-types/{type_id}": [("DELETE", a_type, None)],
    }
