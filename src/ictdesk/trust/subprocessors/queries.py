"""What others read of the register."""

from datetime import timedelta
from typing import Any, NamedTuple
from uuid import UUID

from ictdesk.kernel import clock
from ictdesk.trust.subprocessors import facts, states
from ictdesk.trust.subprocessors.facts import Facts
from ictdesk.trust.subprocessors.models import EgressDay, SubProcessor, SubProcessorNotice

WARN_DAYS = 14


class Line(NamedTuple):
    """A sub-processor as a customer sees it."""

    row: SubProcessor
    facts: Facts
    notice: SubProcessorNotice | None


class Stray(NamedTuple):
    """A machine to which something went though nobody is named for it."""

    recipient: str
    host: str


def listed() -> list[Line]:
    """Those that customers are shown: in use, announced, and on their way out."""
    return [Line(row, facts.read(row.facts), None) for row in _rows(states.SHOWN)]


def listed_for(workspace: UUID) -> list[Line]:
    """The same with what this workspace was told and said."""
    notices = {one.provider_id: one for one in SubProcessorNotice.objects.filter(workspace_id=workspace)}
    return [line._replace(notice=notices.get(line.row.id)) for line in listed()]


def everyone() -> list[Line]:
    """All of them, for whoever keeps the register."""
    return [Line(row, facts.read(row.facts), None) for row in SubProcessor.objects.order_by("key")]


def counts() -> dict[UUID, dict[str, int]]:
    """By sub-processor: customers that are told, that wait to be told, and that object."""
    found: dict[UUID, dict[str, int]] = {}
    for one in SubProcessorNotice.objects.all():
        said = found.setdefault(one.provider_id, {"told": 0, "waiting": 0, "objects": 0})
        said["told"] += one.told_at is not None
        said["waiting"] += one.days > 0 and one.told_at is None
        said["objects"] += one.objects_now
    return found


def to_review() -> list[SubProcessor]:
    """Those in use whose facts were last looked at almost a quarter ago, or longer."""
    before = clock.now().date() - timedelta(days=states.REVIEW_DAYS - WARN_DAYS)
    return [row for row in _rows(("active",)) if row.reviewed_on is None or row.reviewed_on <= before]


def is_late(row: SubProcessor) -> bool:
    """Whether an active one was not looked at in a quarter."""
    limit = clock.now().date() - timedelta(days=states.REVIEW_DAYS)
    return row.state == "active" and (row.reviewed_on is None or row.reviewed_on < limit)


def strays() -> list[Stray]:
    """What went out in the last month to machines of nobody who was then in use. None is how it should be."""
    since = clock.now().date() - timedelta(days=31)
    rows = {row.key: row for row in SubProcessor.objects.all()}
    seen = EgressDay.objects.filter(day__gte=since).order_by("recipient", "host", "day")
    return sorted(
        {Stray(one.recipient, one.host) for one in seen if not _in_use(rows.get(one.recipient), one)}
    )


def went() -> list[dict[str, Any]]:
    """Where something went in the last month: the machine, and the last day."""
    since = clock.now().date() - timedelta(days=31)
    found: dict[tuple[str, str], Any] = {}
    for one in EgressDay.objects.filter(day__gte=since).order_by("day"):
        found[one.recipient, one.host] = one.day
    return [{"recipient": key, "host": host, "day": day} for (key, host), day in sorted(found.items())]


def _in_use(row: SubProcessor | None, one: EgressDay) -> bool:
    if row is None or row.state not in states.SHOWN:
        return False
    return row.left_on is None or one.day <= row.left_on


def _rows(some: tuple[str, ...]) -> list[SubProcessor]:
    return list(SubProcessor.objects.filter(state__in=some).order_by("key"))
