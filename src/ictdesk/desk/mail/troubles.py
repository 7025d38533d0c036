"""What did not arrive, and which addresses are left alone: for the page of failed mail."""

from datetime import datetime
from typing import TypedDict
from uuid import UUID

from django.db.models import QuerySet

from ictdesk.desk.contacts.models import Identity
from ictdesk.desk.mail import reasons
from ictdesk.desk.mail.models import OutgoingMail, Suppression
from ictdesk.desk.workspaces.models import Inbox

MOST = 50


class Undelivered(TypedDict):
    id: UUID
    inbox: UUID
    conversation: UUID
    subject: str
    at: datetime
    why: str
    again: bool


class Held(TypedDict):
    id: UUID
    inbox: UUID
    conversation: UUID
    subject: str
    attempts: int
    due: datetime


class LeftAlone(TypedDict):
    id: UUID
    inbox: UUID
    address: str
    at: datetime
    why: str


def undelivered(inbox: Inbox | None = None) -> list[Undelivered]:
    """The newest answers, of one inbox or of all, that failed, came back or were reported."""
    rows = _of(inbox).filter(state__in=("failed", "bounced", "complained"))
    return [
        {
            "id": row.id,
            "inbox": row.conversation.inbox_id,
            "conversation": row.conversation_id,
            "subject": row.conversation.subject,
            "at": row.created_at,
            "why": reasons.sentence(row.reason),
            "again": row.state != "complained",
        }
        for row in rows.order_by("-created_at")[:MOST]
    ]


def held() -> list[Held]:
    """The answers that the mail server did not take at once, and that are tried again by themselves."""
    rows = _of(None).filter(state="queued", attempts__gt=0).order_by("-created_at")
    return [
        {
            "id": row.id,
            "inbox": row.conversation.inbox_id,
            "conversation": row.conversation_id,
            "subject": row.conversation.subject,
            "attempts": row.attempts,
            "due": row.due_at,
        }
        for row in rows[:MOST]
    ]


def _of(inbox: Inbox | None) -> QuerySet[OutgoingMail]:
    rows: QuerySet[OutgoingMail] = OutgoingMail.objects.select_related("conversation")
    return rows.filter(conversation__inbox=inbox) if inbox else rows


def left_alone(inbox: Inbox | None = None) -> list[LeftAlone]:
    """The addresses to which nothing is sent."""
    found = Suppression.objects.select_related("mail__conversation").order_by("-created_at")
    rows = list((found.filter(mail__conversation__inbox=inbox) if inbox else found)[:MOST])
    known = Identity.objects.filter(kind="email", digest__in=[bytes(row.digest) for row in rows])
    values = {bytes(one.digest): one.value for one in known}
    return [
        {
            "id": row.id,
            "inbox": row.mail.conversation.inbox_id,
            "address": values.get(bytes(row.digest), ""),
            "at": row.created_at,
            "why": reasons.sentence(row.reason),
        }
        for row in rows
    ]
