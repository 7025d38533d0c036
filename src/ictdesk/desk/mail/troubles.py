"""What did not arrive, and which addresses are left alone: for the page of an inbox's mail."""

from datetime import datetime
from typing import TypedDict
from uuid import UUID

from ictdesk.desk.contacts.models import Identity
from ictdesk.desk.mail import reasons
from ictdesk.desk.mail.models import OutgoingMail, Suppression
from ictdesk.desk.workspaces.models import Inbox

MOST = 50


class Undelivered(TypedDict):
    id: UUID
    conversation: UUID
    subject: str
    at: datetime
    why: str
    again: bool


class LeftAlone(TypedDict):
    id: UUID
    address: str
    at: datetime
    why: str


def undelivered(inbox: Inbox) -> list[Undelivered]:
    """The newest answers of an inbox that failed, came back or were reported."""
    rows = OutgoingMail.objects.filter(
        conversation__inbox=inbox, state__in=("failed", "bounced", "complained")
    ).select_related("conversation")
    return [
        {
            "id": row.id,
            "conversation": row.conversation_id,
            "subject": row.conversation.subject,
            "at": row.created_at,
            "why": reasons.sentence(row.reason),
            "again": row.state != "complained",
        }
        for row in rows.order_by("-created_at")[:MOST]
    ]


def left_alone(inbox: Inbox) -> list[LeftAlone]:
    """The addresses of an inbox's people to which nothing is sent."""
    rows = list(Suppression.objects.filter(mail__conversation__inbox=inbox).order_by("-created_at")[:MOST])
    known = Identity.objects.filter(kind="email", digest__in=[bytes(row.digest) for row in rows])
    values = {bytes(one.digest): one.value for one in known}
    return [
        {
            "id": row.id,
            "address": values.get(bytes(row.digest), ""),
            "at": row.created_at,
            "why": reasons.sentence(row.reason),
        }
        for row in rows
    ]
