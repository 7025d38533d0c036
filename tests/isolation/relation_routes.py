"""How to try the addresses about links, merges, fields and macros."""

from typing import Any, Protocol
from uuid import UUID, uuid4

from tests.isolation.mail_routes import desk

PREFIX = "/api/v1"
NEW = {"client_id": str(uuid4()), "email": "eve@mail.example", "body": "Hello"}
MAPPED = {
    "label": "Order",
    "category": "user.content.private.custom",
    "source": "ours",
    "purpose": "essential.service.operations.support",
}

type Attempt = tuple[str, str, Any]


class Aim(Protocol):
    """The ids of one workspace's things, as far as they are named here."""

    @property
    def slug(self) -> str: ...

    @property
    def conversation(self) -> UUID: ...

    @property
    def ticket(self) -> UUID: ...

    @property
    def ticket_type(self) -> UUID: ...

    @property
    def message(self) -> UUID: ...

    @property
    def field(self) -> UUID: ...

    @property
    def macro(self) -> UUID: ...

    @property
    def inbox(self) -> UUID: ...

    @property
    def link(self) -> UUID: ...

    @property
    def thread_merge(self) -> UUID: ...


def of_relations(aim: Aim) -> dict[str, list[Attempt]]:
    """By OpenAPI's method and path."""
    one, macro = f"{PREFIX}/conversations/{aim.conversation}", f"{PREFIX}/macros/{aim.macro}"
    return {
        "PUT /macros/{macro_id}": [("PUT", macro, {"name": "Low", "actions": {"priority": "low"}})],
        "DELETE /macros/{macro_id}": [("DELETE", macro, None)],
        "GET /macros/{macro_id}/preview": [("GET", f"{macro}/preview?conversation={aim.conversation}", None)],
        "POST /macros/{macro_id}/apply": [("POST", f"{macro}/apply", {"ids": [str(aim.conversation)]})],
        "POST /tickets": [
            ("POST", f"{PREFIX}/tickets", {**NEW, "inbox_id": str(aim.inbox)}),
            (
                "POST",
                f"{PREFIX}/tickets",
                {**NEW, "inbox_id": str(aim.inbox), "type_id": str(aim.ticket_type)},
            ),
        ],
        "GET /conversations/{conversation_id}/relations": [("GET", f"{one}/relations", None)],
        "GET /conversations/{conversation_id}/others": [("GET", f"{one}/others", None)],
        "POST /conversations/{conversation_id}/links": [
            ("POST", f"{one}/links", {"other_id": str(aim.ticket), "kind": "related"})
        ],
        "DELETE /links/{link_id}": [("DELETE", f"{PREFIX}/links/{aim.link}", None)],
        "POST /conversations/{conversation_id}/merge": [("POST", f"{one}/merge", {"into": str(aim.ticket)})],
        "POST /conversation-merges/{merge_id}/undo": [
            ("POST", f"{PREFIX}/conversation-merges/{aim.thread_merge}/undo", None)
        ],
        "POST /messages/{message_id}/split": [("POST", f"{PREFIX}/messages/{aim.message}/split", {})],
    }


def of_fields(aim: Aim) -> dict[str, list[Attempt]]:
    """By OpenAPI's method and path."""
    one, ticket = f"{PREFIX}/conversations/{aim.conversation}", f"{PREFIX}/conversations/{aim.ticket}"
    return {
        "GET /conversations/{conversation_id}/besides": [("GET", f"{one}/besides", None)],
        "GET /conversations/{conversation_id}/fields": [("GET", f"{one}/fields", None)],
        "PATCH /conversations/{conversation_id}/fields": [
            ("PATCH", f"{ticket}/fields", {"values": {"order": "4712"}})
        ],
        "PUT /ticket-fields/{field_id}": [("PUT", f"{PREFIX}/ticket-fields/{aim.field}", MAPPED)],
        "DELETE /ticket-fields/{field_id}": [("DELETE", f"{PREFIX}/ticket-fields/{aim.field}", None)],
    }


def pages(aim: Aim, form: list[tuple[str, str]]) -> dict[str, list[Attempt]]:
    """By the name of the page."""
    field = desk("settings-field", aim.slug, field_id=aim.field)
    macro = desk("settings-macro", aim.slug, macro_id=aim.macro)
    return {
        "settings-macro": [("GET", macro, None), ("POST", macro, [*form, ("priority", "low")])],
        "settings-macro-delete": [("POST", desk("settings-macro-delete", aim.slug, macro_id=aim.macro), [])],
        "settings-field": [("GET", field, None), ("POST", field, form)],
        "settings-field-drop": [("POST", desk("settings-field-drop", aim.slug, field_id=aim.field), [])],
    }
