"""What stays of data whose time is over: counts by month, none of which is of a few.

A count of less than ten is of too few to be nobody's. While a month is being worked off it grows; when nothing more of it is due, what is
below goes into the rest of its year, and a rest that is below when its year is over goes. Source: recital 26 GDPR; Opinion 05/2014 of
the Article 29 Working Party (aggregation).
"""

from collections import Counter
from datetime import date, datetime

from ictdesk.kernel.retention import months_back
from ictdesk.kernel.tenancy.models import CellQuerySet
from ictdesk.privacy.retention.models import RetentionFigure

FEW = 10


def add(found: Counter[tuple[date, str]], *, year: bool = False) -> None:
    """In the transaction in which the rows go."""
    if not found:
        return
    months = {month for month, _name in found}
    rows = RetentionFigure.objects.filter(year=year, month__in=months).order_by("month", "name")
    held = {(row.month, row.name): row for row in rows.select_for_update()}
    for cell in found.keys() & held.keys():
        held[cell].count += found[cell]
    RetentionFigure.objects.bulk_update([held[cell] for cell in found.keys() & held.keys()], ["count"])
    RetentionFigure.objects.bulk_create(
        RetentionFigure(year=year, month=month, name=name, count=found[month, name])
        for month, name in sorted(found.keys() - held.keys())
    )


def settle(before: datetime) -> None:
    """What began before then has gone: counts of a few go into their year, and those of a year that is over go."""
    first = before.date().replace(day=1)
    few = _few(year=False).filter(month__lt=first).select_for_update()
    rest: Counter[tuple[date, str]] = Counter()
    for row in few:
        rest[row.month.replace(month=1), row.name] += row.count
    few.delete()
    add(rest, year=True)
    last_year = months_back(before, 12).date().replace(month=1, day=1)
    _few(year=True).filter(month__lte=last_year).delete()


def _few(*, year: bool) -> CellQuerySet[RetentionFigure]:
    return RetentionFigure.objects.filter(year=year, count__lt=FEW)  # type: ignore[no-any-return]
