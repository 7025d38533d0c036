"""Until when a request must be answered.

A period in months ends on the day of the same number, or on the last of the month (Regulation 1182/71 Art. 3(2)(c)); when
that is a Saturday, a Sunday or a public holiday, the law gives until the next working day (Art. 3(4)). We promise
30 days or the month, whichever ends first, and never count on the law's longer end.
"""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import holidays

from ictdesk.privacy.rights.regimes import Regime

PROMISED_DAYS = 30


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The days of one case, all at their end in the controller's time zone."""

    received: date
    due: date
    """What people see: the earlier of our promise and the law."""
    legal: date
    """When the law's first period ends, before it moves to a working day. An extension is told until then."""
    legal_moved: date
    """The same on a working day: after it the answer is late by law."""
    longest: date
    """With an extension, counted from receipt, and never moved."""
    longest_moved: date


def deadlines(received: date, regime: Regime, country: str, *, waited: int = 0) -> Deadlines:
    """From the day of receipt where the controller is. `waited`: days that do not count.

    Days are added to the end of a period or to its beginning, whichever ends it earlier.
    """
    legal = _end(received, regime, 0, waited)
    longest = _end(received, regime, regime.further_months, waited)
    promised = received + timedelta(days=PROMISED_DAYS + waited)
    return Deadlines(
        received=received,
        due=min(legal, promised),
        legal=legal,
        legal_moved=next_working_day(legal, country),
        longest=longest,
        longest_moved=next_working_day(longest, country),
    )


def _end(received: date, regime: Regime, further: int, waited: int) -> date:
    def after(day: date) -> date:
        return add_months(day, regime.months + further) + timedelta(days=regime.days)

    pause = timedelta(days=waited)
    return min(after(received) + pause, after(received + pause))


def add_months(day: date, count: int) -> date:
    """The day of the same number so many months later, or the last of that month."""
    months = day.month - 1 + count
    year, month = day.year + months // 12, months % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def next_working_day(day: date, country: str) -> date:
    """The day itself, or the first after it that is no Saturday, Sunday or public holiday of the country."""
    while day.weekday() >= 5 or day in _holidays(country, day.year):
        day += timedelta(days=1)
    return day


@lru_cache(maxsize=256)
def _holidays(country: str, year: int) -> frozenset[date]:
    """None for a country that the package does not know: then only weekends are left out."""
    if country not in holidays.list_supported_countries(include_aliases=False):
        return frozenset()
    return frozenset(holidays.country_holidays(country, years=year))
