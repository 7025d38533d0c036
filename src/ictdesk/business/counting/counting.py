"""Count a visit, and read what was counted."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Sum
from django.db.models.functions import TruncWeek

from ictdesk.business.counting.models import SiteDay
from ictdesk.kernel import clock

WEEKS = 26


@dataclass(frozen=True, slots=True)
class Week:
    """`monday`: the week's first day. `back`: how many of `all` were here before."""

    monday: date
    all: int
    back: int


def count(*, back: bool) -> None:
    """One more today."""
    field = "back" if back else "first"
    day, _made = SiteDay.objects.get_or_create(day=clock.now().date())
    SiteDay.objects.filter(day=day.day).update(**{field: F(field) + 1})


def weeks() -> list[Week]:
    """The last half year, the newest first; weeks in which nobody was counted are left out."""
    since = clock.now().date() - timedelta(weeks=WEEKS)
    found = (
        SiteDay.objects.filter(day__gte=since)
        .annotate(week=TruncWeek("day"))
        .values("week")
        .annotate(firsts=Sum("first"), backs=Sum("back"))
        .order_by("-week")
    )
    return [Week(row["week"], row["firsts"] + row["backs"], row["backs"]) for row in found]
