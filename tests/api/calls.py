"""Every call of the API that names an object, with a body that would be accepted."""

import json
from dataclasses import dataclass, field, fields
from typing import Any
from uuid import UUID, uuid4

from django.test import Client

from ictdesk.desk.conversations import commands
from ictdesk.desk.conversations.models import Conversation, Message
from ictdesk.desk.workspaces.models import CannedReply, Status, Team
from ictdesk.kernel.tenancy import workspace_scope
from tests.world import House

PREFIX = "/api/v1"
JSON = "application/json"


@dataclass(frozen=True)
class Aim:
    """The ids of one workspace's things."""

    conversation: UUID
    message: UUID
    contact: UUID
    member: UUID
    status: UUID
    inbox: UUID
    view: UUID
    team: UUID
    file: UUID = field(default_factory=uuid4)
    reply: UUID = field(default_factory=uuid4)

    def never(self) -> "Aim":
        """The same with ids of nothing at all."""
        return Aim(*(uuid4() for _ in fields(self)))


def aim_at(house: House, conversation: Conversation) -> Aim:
    with workspace_scope(house.id):
        message = Message.objects.filter(conversation=conversation).order_by("seq")[0]
        status = Status.objects.get(category="waiting")
        reply, _ = CannedReply.objects.get_or_create(shortcut="hi", defaults={"title": "Hi", "body": "Hello"})
        person = next(iter(house.people.values()))
        wanted = {"status": "any"}
        view = commands.save_view(actor=person.actor, name=uuid4().hex, wanted=wanted, shared=True)
        team: Team = Team.objects.create(name=uuid4().hex)
    return Aim(
        conversation.id,
        message.id,
        conversation.contact_id,
        person.row.id,
        status.id,
        house.inbox.id,
        view.id,
        team.id,
        reply=reply.id,
    )


type Sent = tuple[str, str, dict[str, Any] | None]


def of_lists(aim: Aim) -> dict[str, Sent]:
    """The calls about several conversations, and about views."""
    one, several = f"{PREFIX}/conversations/{aim.conversation}", f"{PREFIX}/conversations"
    back = {"id": str(aim.conversation), "was": {"priority": "low"}, "became": {"priority": "normal"}}
    return {
        "PUT /conversations/{conversation_id}/team": ("PUT", f"{one}/team", {"team_id": str(aim.team)}),
        "POST /conversations/{conversation_id}/snooze": ("POST", f"{one}/snooze", {"until": None}),
        "POST /conversations/bulk": (
            "POST",
            f"{several}/bulk",
            {"ids": [str(aim.conversation)], "do": "solve"},
        ),
        "POST /conversations/undo": ("POST", f"{several}/undo", {"items": [back]}),
        "PATCH /views/{view_id}": ("PATCH", f"{PREFIX}/views/{aim.view}", {"name": "Other"}),
        "DELETE /views/{view_id}": ("DELETE", f"{PREFIX}/views/{aim.view}", None),
    }


def calls(aim: Aim) -> dict[str, Sent]:
    """By the name that OpenAPI has for it (method and path): method, path, body."""
    one = f"{PREFIX}/conversations/{aim.conversation}"
    words = {"client_id": str(uuid4()), "body": "Hello"}
    new = words | {"inbox_id": str(aim.inbox), "contact_id": str(aim.contact)}
    return {
        "POST /conversations": ("POST", f"{PREFIX}/conversations", new),
        "GET /conversations/{conversation_id}": ("GET", one, None),
        "GET /conversations/{conversation_id}/messages": ("GET", f"{one}/messages", None),
        "POST /conversations/{conversation_id}/messages": ("POST", f"{one}/messages", words),
        "POST /conversations/{conversation_id}/notes": ("POST", f"{one}/notes", words),
        "PUT /conversations/{conversation_id}/assignee": (
            "PUT",
            f"{one}/assignee",
            {"member_id": str(aim.member)},
        ),
        "PUT /conversations/{conversation_id}/status": (
            "PUT",
            f"{one}/status",
            {"status_id": str(aim.status)},
        ),
        "POST /conversations/{conversation_id}/solve": ("POST", f"{one}/solve", None),
        "POST /conversations/{conversation_id}/reopen": ("POST", f"{one}/reopen", None),
        "PUT /conversations/{conversation_id}/priority": ("PUT", f"{one}/priority", {"priority": "high"}),
        "PUT /conversations/{conversation_id}/tags": ("PUT", f"{one}/tags", {"tags": ["vip"]}),
        "PUT /conversations/{conversation_id}/read": ("PUT", f"{one}/read", {"seq": 1}),
        "PATCH /messages/{message_id}": ("PATCH", f"{PREFIX}/messages/{aim.message}", {"body": "Other"}),
        "DELETE /messages/{message_id}": ("DELETE", f"{PREFIX}/messages/{aim.message}", None),
        "POST /files": ("POST", f"{PREFIX}/files?conversation={aim.conversation}", None),
        "GET /files/{file_id}": ("GET", f"{PREFIX}/files/{aim.file}", None),
        **of_lists(aim),
        **calls_of_people(aim),
    }


def calls_of_people(aim: Aim) -> dict[str, Sent]:
    """About contacts and what is set up for them."""
    person = f"{PREFIX}/contacts/{aim.contact}"
    return {
        "GET /contacts/{contact_id}": ("GET", f"{PREFIX}/contacts/{aim.contact}", None),
        "PATCH /contacts/{contact_id}": ("PATCH", f"{PREFIX}/contacts/{aim.contact}", {"name": "Eve"}),
        "PATCH /canned-replies/{reply_id}": (
            "PATCH",
            f"{PREFIX}/canned-replies/{aim.reply}",
            {"title": "Other"},
        ),
        "DELETE /canned-replies/{reply_id}": ("DELETE", f"{PREFIX}/canned-replies/{aim.reply}", None),
        "GET /contacts/{contact_id}/page": ("GET", f"{person}/page", None),
        "POST /contacts/{contact_id}/identities": (
            "POST",
            f"{person}/identities",
            {"kind": "phone", "value": "+4930123"},
        ),
        "PATCH /contacts/{contact_id}/attributes": (
            "PATCH",
            f"{person}/attributes",
            {"values": {"plan": "Gold"}},
        ),
    }


def send(client: Client, sent: Sent, **headers: str) -> Any:
    method, path, body = sent
    return client.generic(method, path, _json(body), content_type=JSON, headers=headers)


def _json(body: dict[str, Any] | None) -> str:
    return "" if body is None else json.dumps(body)
