"""How to try the addresses about tickets."""

from datetime import UTC, datetime, timedelta
from typing import Any, Protocol
from uuid import UUID, uuid4

from tests.isolation.relation_routes import Aim as Related
from tests.isolation.relation_routes import of_fields, of_relations

PREFIX = "/api/v1"
type Attempt = tuple[str, str, Any]


class Aim(Related, Protocol):
    """The ids of one workspace's things, as far as they are named here."""

    @property
    def member(self) -> UUID: ...

    @property
    def participant(self) -> UUID: ...

    @property
    def scheduled(self) -> UUID: ...


def later() -> dict[str, str]:
    """An answer for next year."""
    at = (datetime.now(UTC) + timedelta(days=200)).isoformat()
    return {"client_id": str(uuid4()), "body": "Hello", "due_at": at}


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
        "POST /conversations/{conversation_id}/transcript": [("POST", f"{ticket}/transcript", None)],
        "POST /conversations/{conversation_id}/participants": [
            ("POST", f"{ticket}/participants", {"address": "eve@mail.example"})
        ],
        "DELETE /participants/{participant_id}": [
            ("DELETE", f"{PREFIX}/participants/{aim.participant}", None)
        ],
        "GET /conversations/{conversation_id}/scheduled": [("GET", f"{one}/scheduled", None)],
        "POST /conversations/{conversation_id}/scheduled": [("POST", f"{one}/scheduled", later())],
        "PATCH /scheduled/{scheduled_id}": [
            ("PATCH", f"{PREFIX}/scheduled/{aim.scheduled}", {"due_at": later()["due_at"]})
        ],
        "DELETE /scheduled/{scheduled_id}": [("DELETE", f"{PREFIX}/scheduled/{aim.scheduled}", None)],
        **of_relations(aim),
        **of_fields(aim),
        "PATCH /ticket-types/{type_id}": [("PATCH", a_type, {"name": "Wish"})],
        "DELETE /ticket-types/{type_id}": [("DELETE", a_type, None)],
    }
