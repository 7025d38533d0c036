"""Copies what a hold names out of the log, while it is there: under seal, day by day, each as often as it has grown."""

from datetime import date, timedelta

import msgspec

from ictdesk.kernel.logs import days
from ictdesk.kernel.logs.lines import COLUMNS
from ictdesk.kernel.logs.models import LogLine
from ictdesk.trust.logs import wanted as looking
from ictdesk.trust.logs.models import HeldLog, LogHold
from ictdesk.trust.logs.wanted import Wanted

MOST = 50_000
"""Lines of one day. A slice that is larger is no slice."""
GROWING = timedelta(days=2)
"""So long a day may get lines: some came from files after the database had been away."""


def copy(hold: LogHold) -> int:
    """Copies the days that are new or may have grown. Again changes nothing. How many lines it holds now."""
    asked = wanted_of(hold)
    held = {one.day: one for one in HeldLog.objects.filter(hold=hold).defer("lines")}
    growing = days.today() - GROWING
    for day in days.kept():
        if asked.since <= day <= asked.until and (day >= growing or day not in held):
            _copy_day(hold, asked, day, held.get(day))
    return sum(HeldLog.objects.filter(hold=hold).values_list("count", flat=True))


def wanted_of(hold: LogHold) -> Wanted:
    """Opens what is looked for."""
    return msgspec.convert(hold.wanted, Wanted)


def lines_of(hold: LogHold) -> list[dict[str, str]]:
    """Everything that is held, the newest first."""
    found = [line for one in HeldLog.objects.filter(hold=hold).order_by("day") for line in one.lines]
    return found[::-1]


def _copy_day(hold: LogHold, asked: Wanted, day: date, before: HeldLog | None) -> None:
    rows = list(looking.of_day(asked, day)[:MOST])
    if not rows or (before is not None and before.count >= len(rows)):
        return
    if before is not None:
        before.delete()
    HeldLog(
        hold=hold, subject_id=hold.copy_id, day=day, count=len(rows), lines=[_plain(one) for one in rows]
    ).save()


def _plain(row: LogLine) -> dict[str, str]:
    values = ((name, getattr(row, name)) for name in COLUMNS)
    return {
        name: value.isoformat() if name == "at" else str(value)
        for name, value in values
        if value not in (None, "")
    }
