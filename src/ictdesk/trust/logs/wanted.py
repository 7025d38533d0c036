"""What is looked for in the log, and for which reason."""

import hmac
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, get_args
from uuid import UUID

import msgspec
from django.db.models import Q, QuerySet

from ictdesk.desk.conversations.models import Conversation
from ictdesk.kernel.errors import Invalid
from ictdesk.kernel.logs.models import LogLine
from ictdesk.kernel.vault import keyring

type Reason = Literal["incident", "abuse", "complaint", "drill"]
REASONS: tuple[str, ...] = get_args(Reason.__value__)


class Wanted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that is given must fit. `person` is the id of an account or of a contact; `path` is how an address begins."""

    since: date
    until: date
    workspace: UUID | None = None
    person: UUID | None = None
    ip: str = ""
    path: str = ""


def of_day(wanted: Wanted, day: date) -> QuerySet[LogLine]:
    """The lines of one day, the oldest first."""
    return _rows(wanted, day, day).order_by("at", "id")


def newest(wanted: Wanted) -> QuerySet[LogLine]:
    """The lines of all its days, the newest first."""
    return _rows(wanted, wanted.since, wanted.until).order_by("-at", "-id")


def must_be_sound(wanted: Wanted, reason: str, ticket: int) -> None:
    """Raises `Invalid` without a reason of the list, a ticket of this workspace, or days in their order."""
    if reason not in REASONS:
        raise Invalid("Say why, with one of the reasons of the list.")
    must_be_written_down(ticket)
    if wanted.since > wanted.until:
        raise Invalid("The first day is after the last.")


def must_be_written_down(ticket: int) -> None:
    """Raises `Invalid` for a number of no ticket here."""
    if not Conversation.objects.filter(number=ticket).exists():
        raise Invalid("Name the ticket in which the investigation is written down.")


def digest(wanted: Wanted) -> str:
    """Tells a search from another one, and what was looked for to nobody without the workspace's key."""
    said = msgspec.json.encode(wanted, order="sorted")
    return hmac.new(keyring.index_key(), b"log.search\0" + said, "sha256").hexdigest()[:32]


def _rows(wanted: Wanted, first: date, last: date) -> QuerySet[LogLine]:
    rows = LogLine.objects.filter(at__gte=_midnight(first), at__lt=_midnight(last + timedelta(days=1)))
    if wanted.workspace:
        rows = rows.filter(workspace_id=wanted.workspace)
    if wanted.person:
        rows = rows.filter(Q(user_id=wanted.person) | Q(contact_id=wanted.person))
    if wanted.ip:
        rows = rows.filter(ip=wanted.ip)
    if wanted.path:
        rows = rows.filter(path__startswith=wanted.path)
    return rows


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)
