"""What others read of retention: each class as it stands, what a period would end, and what falls due in the year ahead."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby, pairwise
from uuid import UUID

from ictdesk.kernel import clock, retention
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.errors import Invalid, NotAllowed
from ictdesk.kernel.retention import NIL, DataClass
from ictdesk.kernel.tenancy.models import CellQuerySet
from ictdesk.kernel.vault import doors
from ictdesk.privacy.retention import figures, periods, rules
from ictdesk.privacy.retention.ending import keepers
from ictdesk.privacy.retention.models import RetentionFigure, RetentionRule, RetentionRun

MONTHS = 12
GRACE = timedelta(days=1)
"""A run comes several times a day: what was due for longer than this and is kept by nothing is past its time."""
EXAMPLES = 5
BATCH = 500


@dataclass(frozen=True, slots=True)
class Standing:
    """One class. `late`: past its time, with nothing that keeps it; it has to be none."""

    one: DataClass
    period: str
    coming: RetentionRule | None
    due: int
    kept: dict[str, int]
    late: int
    last: RetentionRun | None
    ahead: list[int]
    """How many fall due in each of the next months, those of now in the first."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a period would end now; `examples` are ids, the oldest first by id."""

    one: DataClass
    period: str
    count: int
    kept: int
    examples: Sequence[UUID]


@dataclass(frozen=True, slots=True)
class Figures:
    """What is left of a month, or of the rest of a year, by name."""

    first: date
    year: bool
    counts: dict[str, int]


def must_look(actor: Actor) -> None:
    """Raises `NotAllowed`."""
    if not rules.can_look(actor):
        raise NotAllowed


def standings(actor: Actor) -> list[Standing]:
    """Every class that has a period, with what goes with it. Raises `NotAllowed`."""
    must_look(actor)
    now = clock.now()
    return [standing(one, now) for one in retention.classes() if not one.goes_with]


def standing(one: DataClass, now: datetime) -> Standing:
    period, together = periods.in_force(one, now), retention.led_by(one.key)
    before = retention.back(now, period)
    looks = [_late(each, before) for each in together]
    late, kept = sum(count for count, _ in looks), sum((Counter(said) for _, said in looks), Counter())
    counts = [sum(each.count(_in_months(before, month)) for each in together) for month in range(MONTHS + 1)]
    last: RetentionRun | None = runs(one).first()
    return Standing(
        one=one,
        period=period,
        coming=periods.coming(one, now),
        due=counts[0],
        kept=kept,
        late=late,
        last=last,
        ahead=[counts[1], *(after - before for before, after in pairwise(counts[1:]))],
    )


def runs(one: DataClass) -> CellQuerySet[RetentionRun]:
    """Runs of a class, the newest first."""
    return RetentionRun.objects.filter(data_class=one.key).order_by("-begun_at", "-id")  # type: ignore[no-any-return]


def runs_for(actor: Actor) -> CellQuerySet[RetentionRun]:
    """All runs that are done. Raises `NotAllowed`."""
    must_look(actor)
    return RetentionRun.objects.filter(done_at__isnull=False).order_by("-begun_at", "-id")  # type: ignore[no-any-return]


def past_their_time() -> int:
    """How much is past its time in the workspace in scope without anything that keeps it."""
    now = clock.now()
    return sum(_late(one, periods.cutoff(one, now))[0] for one in retention.classes())


def preview(actor: Actor, key: str, period: str) -> Preview:
    """What would end if a period counted now. Raises `NotAllowed`, `Invalid`."""
    must_look(actor)
    one = retention.class_of(key)
    if one is None or one.goes_with or not retention.fits(one, period):
        raise Invalid("There is no such class of data, or the period is out of its bounds.")
    before = retention.back(clock.now(), period)
    together = retention.led_by(key)
    count, kept = sum(each.count(before) for each in together), [_kept(each, before) for each in together]
    return Preview(
        one, period, count, sum(sum(said.values()) for said in kept), one.due(before, NIL, EXAMPLES)
    )


def _late(one: DataClass, before: datetime) -> tuple[int, dict[str, int]]:
    late_before = before - GRACE
    kept = _kept(one, before)
    late = one.count(late_before)
    return (late - sum(_kept(one, late_before).values()) if late else 0), kept


def _kept(one: DataClass, before: datetime) -> dict[str, int]:
    """How many are kept, by reason: every item that is due is asked for, since few are left after a run."""
    found: dict[str, int] = {}
    place = NIL
    with doors.opened_wide("rights"):
        while ids := list(one.due(before, place, BATCH)):
            for reason in keepers(one, ids).values():
                found[reason] = found.get(reason, 0) + 1
            place = ids[-1]
    return found


def _in_months(before: datetime, months: int) -> datetime:
    return retention.months_back(before, -months)


def figures_for(actor: Actor) -> list[Figures]:
    """The newest month first, without counts of a few. Raises `NotAllowed`."""
    must_look(actor)
    rows = RetentionFigure.objects.filter(count__gte=figures.FEW).order_by("-month", "year", "name")
    return [
        Figures(month, year, {row.name: row.count for row in these})
        for (month, year), these in groupby(rows, key=lambda row: (row.month, row.year))
    ]
