"""When the desk is open: hours by weekday, without public holidays and the workspace's own closed days."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from itertools import islice
from zoneinfo import ZoneInfo

import holidays
from holidays.registry import COUNTRIES

from ictdesk.desk.workspaces.models import Workspace
from ictdesk.desk.workspaces.words import clean_word
from ictdesk.kernel.errors import Invalid

BEFORE_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
LOOK_AHEAD = 60
"""Days; a desk that stays closed for longer says no time."""
MOST_DAYS = 200


@cache
def countries() -> list[tuple[str, str]]:
    """Every country whose holidays are known: its code and its English name, by name."""
    names = [(code, BEFORE_CAPITAL.sub(" ", name)) for name, code, *_ in COUNTRIES.values()]
    return sorted(names, key=lambda one: one[1])


@cache
def regions(country: str) -> list[tuple[str, str]]:
    """The regions of a country that have holidays of their own: code and name, by name; none for an unknown one."""
    codes = holidays.list_supported_countries(include_aliases=False).get(country, [])
    if not codes:
        return []
    known = holidays.country_holidays(country).get_subdivision_aliases()
    return sorted(((code, (known.get(code) or [code])[0]) for code in codes), key=lambda one: one[1])


@lru_cache(maxsize=256)
def public_holidays(place: str, year: int) -> dict[date, str]:
    """The public holidays of a country, or of "DE-BY", in a year. Raises `Invalid` for an unknown place."""
    country, _, region = place.partition("-")
    known = holidays.list_supported_countries(include_aliases=False)
    if country not in known or (region and region not in known[country]):
        raise Invalid("The holidays of this place are not known.")
    return dict(holidays.country_holidays(country, subdiv=region or None, years=year))


def closed_on(settings: Workspace, day: date) -> str:
    """Why the desk is closed on a day; empty when it is not."""
    own = {one["day"]: one["name"] for one in settings.closed_days}
    if day.isoformat() in own:
        return str(own[day.isoformat()])
    return public_holidays(settings.holidays_of, day.year).get(day, "") if settings.holidays_of else ""


def is_open(settings: Workspace, moment: datetime) -> bool:
    """Whether the desk is open at a moment. Without hours it is, except on closed days."""
    local = moment.astimezone(ZoneInfo(settings.time_zone))
    if closed_on(settings, local.date()):
        return False
    clock = local.strftime("%H:%M")
    spans = settings.hours.get(str(local.weekday()), [])
    return not settings.hours or any(start <= clock < end for start, end in spans)


def opens_at(settings: Workspace, moment: datetime) -> datetime | None:
    """When the desk opens next; None when it is open or stays closed for long."""
    if is_open(settings, moment):
        return None
    local = moment.astimezone(ZoneInfo(settings.time_zone))
    for days in range(LOOK_AHEAD):
        day = local.date() + timedelta(days=days)
        if closed_on(settings, day):
            continue
        spans = settings.hours.get(str(day.weekday()), []) if settings.hours else [["00:00", "24:00"]]
        for start, _ in sorted(spans):
            hour, minute = map(int, start.split(":"))
            begin = datetime(day.year, day.month, day.day, hour, minute, tzinfo=local.tzinfo)
            if begin > local:
                return begin
    return None


def next_closed_days(settings: Workspace, moment: datetime, count: int = 8) -> list[tuple[date, str]]:
    """The closed days to come within a year, with their names: a few of them."""
    today = moment.astimezone(ZoneInfo(settings.time_zone)).date()
    days = (today + timedelta(days=ahead) for ahead in range(366))
    named = ((day, closed_on(settings, day)) for day in days)
    return list(islice(((day, name) for day, name in named if name), count))


def clean_days(days: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    """The workspace's own closed days, in order, each once. Raises `Invalid`."""
    clean: dict[str, str] = {}
    for one in days:
        try:
            day = date.fromisoformat(one["day"]).isoformat()
        except (KeyError, ValueError) as error:
            raise Invalid("A closed day is written like 2027-01-02.") from error
        clean[day] = clean_word(one.get("name", ""), 60, "The name of a closed day")
    if len(clean) > MOST_DAYS:
        raise Invalid(f"At most {MOST_DAYS} closed days are kept.")
    return [{"day": day, "name": clean[day]} for day in sorted(clean)]
