"""Mails that came and were not taken in, with the reason: nothing disappears silently."""

from datetime import datetime
from typing import TypedDict

from ictdesk.desk.mail import reasons
from ictdesk.desk.mail.models import ReceivedMail

MOST = 20


class Dropped(TypedDict):
    at: datetime
    why: str


def newest() -> list[Dropped]:
    """The last ones of the workspace."""
    rows = ReceivedMail.objects.filter(state="dropped").order_by("-created_at")[:MOST]
    return [{"at": row.created_at, "why": reasons.sentence(row.reason)} for row in rows]
