"""Who is on call: the register read from its history."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from ictdesk.trust.access import words
from ictdesk.trust.access.models import OnCallEvent

KINDS = ("named", "signed", "reviewed", "withdrawn", "removed")
HOLDS = timedelta(days=92)
"""After a review an entry holds a quarter at most."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Where somebody stands on the register."""

    user_id: UUID
    since: datetime
    review_on: date | None = None
    approves: bool = False
    signed_at: datetime | None = None
    wording: str = ""

    def lacks(self, today: date) -> str:
        """What keeps them from being let in; empty when nothing does."""
        if self.signed_at is None:
            return "unsigned"
        if self.wording != words.VERSION:
            return "wording"
        if self.review_on is None or self.review_on < today:
            return "review"
        return ""


def fold(history: Iterable[OnCallEvent]) -> dict[UUID, Entry]:
    """Everybody who stands on the register after these events, the oldest first."""
    found: dict[UUID, Entry] = {}
    for one in history:
        entry = found.get(one.user_id, Entry(one.user_id, one.at))
        match one.kind:
            case "named" | "reviewed":
                found[one.user_id] = replace(entry, review_on=one.review_on, approves=one.approves)
            case "signed":
                found[one.user_id] = replace(entry, signed_at=one.at, wording=one.wording)
            case "withdrawn":
                found[one.user_id] = replace(entry, signed_at=None, wording="")
            case _:
                found.pop(one.user_id, None)
    return found


def register() -> dict[UUID, Entry]:
    return fold(OnCallEvent.objects.order_by("at", "id"))


def entry_of(user_id: UUID) -> Entry | None:
    return fold(OnCallEvent.objects.filter(user_id=user_id).order_by("at", "id")).get(user_id)
