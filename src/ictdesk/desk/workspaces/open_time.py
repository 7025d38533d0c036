"""Time that counts: only what lies within the desk's hours and on none of its closed days."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ictdesk.desk.workspaces.calendar import closed_on
from ictdesk.desk.workspaces.models import Workspace

LOOK_AHEAD = 800
"""Days. A desk that hardly ever opens keeps no promise beyond them."""


def spans(settings: Workspace, day: date) -> list[tuple[datetime, datetime]]:
    """When the desk is open on a day, in order, in UTC: so that an hour that a clock skips is not counted."""
    if closed_on(settings, day):
        return []
    zone = ZoneInfo(settings.time_zone)
    hours = settings.hours.get(str(day.weekday()), []) if settings.hours else [["00:00", "24:00"]]
    return [(_at(day, start, zone), _at(day, end, zone)) for start, end in sorted(hours)]


def _at(day: date, clock: str, zone: ZoneInfo) -> datetime:
    hour, minute = map(int, clock.split(":"))
    moment = datetime.combine(day, time(), zone) + timedelta(days=hour // 24)
    return moment.replace(hour=hour % 24, minute=minute).astimezone(UTC)


def add(settings: Workspace | None, start: datetime, seconds: float) -> datetime | None:
    """The moment at which so much open time has passed since a start; None when it never comes.

    Without settings all time counts.
    """
    if settings is None:
        return start + timedelta(seconds=seconds)
    for begin, end in _from(settings, start):
        length = (end - begin).total_seconds()
        if seconds <= length:
            return begin + timedelta(seconds=seconds)
        seconds -= length
    return None


def between(settings: Workspace | None, start: datetime, end: datetime) -> float:
    """Seconds of open time between two moments; 0 when the end comes first. Without settings all time counts."""
    if settings is None:
        return max((end - start).total_seconds(), 0)
    total = 0.0
    for begin, stop in _from(settings, start):
        if begin >= end:
            break
        total += (min(stop, end) - begin).total_seconds()
    return total


def _from(settings: Workspace, start: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The open spans after a moment, the first one cut to it."""
    first = start.astimezone(ZoneInfo(settings.time_zone)).date()
    for ahead in range(LOOK_AHEAD):
        for begin, end in spans(settings, first + timedelta(days=ahead)):
            if end > start:
                yield max(begin, start), end
