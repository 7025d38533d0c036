"""Classes of data and when their time is over: rooms declare theirs here, the room of retention works them off.

A period is ISO 8601 with one unit (`P30D`, `P6M`, `P3Y`), counted back from now in whole calendar units.
"""

import calendar
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from django.db.models import Count, QuerySet, Value

type Action = Literal["erase", "delete", "forget"]
"""erase: the person with everything, key first, with a certificate. delete: rows and files. forget: who and on what."""

type Rows = Callable[[datetime], QuerySet[Any]]
type Act = Callable[[Sequence[UUID]], dict[str, int]]
type Figures = Callable[[Sequence[UUID]], Counter[tuple[date, str]]]
"""Counts by the first day of a month and a name: nothing that leads back to a row, a person or a member."""

NIL = UUID(int=0)
PERIOD = re.compile(r"P([1-9]\d{0,3})([DMY])")


@dataclass(frozen=True, slots=True)
class DataClass:
    """One kind of data that ends together.

    `rows` are those whose time began before a moment. Who is erased is named by the keys that `subjects` gives for
    ids; so is whom a hold or an open request keeps.
    """

    key: str
    trigger: str
    """Of `datamap.vocabulary.RETENTION`: what starts the clock."""
    period: str
    least: str
    """Not shorter: what a desk needs to answer at all."""
    most: str
    """Not longer, whatever a workspace wishes (Art. 5(1)(e) GDPR)."""
    action: Action
    rows: Rows
    subjects: Callable[[Sequence[UUID]], dict[UUID, UUID]] | None = None
    act: Act | None = None
    """Deletes or forgets; rows by table. Without one the room of retention does it by the data map."""
    figures: Figures | None = None
    """What is counted of rows before they go. It is all that stays of them: anonymous by aggregation (recital 26 GDPR)."""
    goes_with: str = ""
    """The class whose period counts, and with which it is shown; its own bounds are then those."""

    def companion(self, key: str, rows: Rows, act: Act) -> "DataClass":
        """Another class whose period is this one's, and that nothing keeps but its own `rows`."""
        return replace(self, key=key, rows=rows, act=act, subjects=None, figures=None, goes_with=self.key)

    @property
    def leader(self) -> str:
        """The class under whose name a period is set."""
        return self.goes_with or self.key

    def due(self, before: datetime, after: UUID, most: int) -> list[UUID]:
        """Ids of rows whose time began before a moment, behind one id, in their order."""
        found = self.rows(before).filter(id__gt=after).order_by("id")
        return list(found.values_list("id", flat=True)[:most])

    def count(self, before: datetime) -> int:
        return int(self.rows(before).count())

    def counts(self, before: Sequence[datetime]) -> list[int]:
        """How many rows at each of several moments, in one statement."""
        parts = [
            self.rows(moment).order_by().annotate(at=Value(number)).values("at").annotate(many=Count("id"))
            for number, moment in enumerate(before)
        ]
        found = {row["at"]: row["many"] for row in parts[0].union(*parts[1:], all=True)}
        return [found.get(number, 0) for number in range(len(before))]


_classes: dict[str, DataClass] = {}


def declare(one: DataClass) -> None:
    """Makes a class known. Raises `ValueError` for a name that is taken, and for a default out of its bounds."""
    if one.key in _classes:
        raise ValueError(f"two classes of data are named {one.key}")
    if not fits(one, one.period):
        raise ValueError(f"the period of {one.key} is not within its bounds")
    _classes[one.key] = one


def classes() -> list[DataClass]:
    """All of them, by name."""
    return [_classes[key] for key in sorted(_classes)]


def led_by(key: str) -> list[DataClass]:
    """The class of this name, then those that go with it."""
    return sorted(
        (one for one in _classes.values() if one.leader == key), key=lambda one: (one.key != key, one.key)
    )


def class_of(key: str) -> DataClass | None:
    return _classes.get(key)


def back(moment: datetime, period: str) -> datetime:
    """The moment so much earlier. Raises `ValueError` for what is no period."""
    found = PERIOD.fullmatch(period)
    if not found:
        raise ValueError(f"{period!r} is no period such as P30D, P6M or P3Y")
    count, unit = int(found[1]), found[2]
    if unit == "D":
        return moment - timedelta(days=count)
    return months_back(moment, count * 12 if unit == "Y" else count)


def months_back(moment: datetime, count: int) -> datetime:
    """So many calendar months earlier; the last day of a shorter month stands for those it lacks."""
    year, month = divmod(moment.year * 12 + moment.month - 1 - count, 12)
    day = min(moment.day, calendar.monthrange(year, month + 1)[1])
    return moment.replace(year=year, month=month + 1, day=day)


def fits(one: DataClass, period: str) -> bool:
    """Whether a period is one and within the bounds, measured from a fixed day."""
    day = datetime(2024, 3, 1)  # noqa: DTZ001 - only compared with itself
    try:
        return back(day, one.most) <= back(day, period) <= back(day, one.least)
    except ValueError:
        return False
