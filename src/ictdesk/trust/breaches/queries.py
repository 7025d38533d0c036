"""What pages show: the vendor's room, and what one workspace was told and decided."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ictdesk.desk.people.queries import addresses_of
from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.errors import NotAllowed, NotFound
from ictdesk.kernel.home import home
from ictdesk.kernel.tenancy import current_workspace
from ictdesk.kernel.tenancy.models import CONTROLLER, WorkspaceEntry
from ictdesk.trust.breaches import clocks, rules, vendor
from ictdesk.trust.breaches.clocks import Due
from ictdesk.trust.breaches.models import (
    BreachCase,
    BreachCount,
    BreachDelivery,
    BreachIncident,
    BreachNotice,
    BreachStep,
)
from ictdesk.trust.breaches.wording import span

NEWEST = 100


@dataclass(frozen=True, slots=True)
class Touched:
    """One workspace of an incident: its counts, its newest notice, and when that was acknowledged."""

    slug: str
    count: BreachCount
    notice: BreachNotice | None
    acknowledged_at: datetime | None
    sent: bool
    on_file: bool
    """Whether it went to a security contact on file, and not only to leads."""

    @property
    def people(self) -> str:
        return span(self.count.subjects_low, self.count.subjects_high)

    @property
    def records(self) -> str:
        return span(self.count.records_low, self.count.records_high)


@dataclass(frozen=True, slots=True)
class Room:
    """An incident with everything that its page shows."""

    row: BreachIncident
    due: Due | None
    who: str
    touched: list[Touched]
    steps: list[tuple[BreachStep, str]]


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case of the workspace in scope, with its clock and what it was told."""

    row: BreachCase
    due: Due
    notices: list[BreachNotice]
    waiting: BreachNotice | None
    """The newest notice, while nobody acknowledged it."""


def incidents(actor: Actor) -> list[BreachIncident]:
    """The register: every incident and rehearsal, newest first. Raises `NotFound` outside the vendor's workspace, `NotAllowed`."""
    vendor.must_be_here()
    _must_read(actor)
    return list(BreachIncident.objects.order_by("-number")[:NEWEST])


def room(actor: Actor, incident_id: UUID) -> Room:
    """Raises `NotFound`, `NotAllowed`."""
    vendor.must_be_here()
    _must_read(actor)
    row = BreachIncident.objects.filter(id=incident_id).first()
    if row is None:
        raise NotFound
    steps = list(row.steps.order_by("-at", "-id")[:NEWEST])
    names = addresses_of({one.by for one in steps if one.by} | ({row.aware_by} if row.aware_by else set()))
    due = clocks.due(row.aware_at, clocks.regimes()["EU"]) if row.aware_at else None
    said = [(one, names.get(one.by, "") if one.by else "") for one in steps]
    return Room(row, due, names.get(row.aware_by, "") if row.aware_by else "", _touched(row), said)


def _touched(row: BreachIncident) -> list[Touched]:
    counts = list(row.counts.order_by("id"))
    slugs = dict(
        WorkspaceEntry.objects.filter(id__in=[one.workspace_id for one in counts]).values_list("id", "slug")
    )
    notices = {
        one.workspace_id: one for one in row.notices.order_by("version").prefetch_related("deliveries")
    }
    return [_line(slugs.get(one.workspace_id, ""), one, notices.get(one.workspace_id)) for one in counts]


def _line(slug: str, count: BreachCount, found: BreachNotice | None) -> Touched:
    ways: list[BreachDelivery] = list(found.deliveries.all()) if found else []
    times = [one.acknowledged_at for one in ways if one.acknowledged_at]
    on_file = any(one.way == "contact" for one in ways)
    return Touched(slug, count, found, min(times) if times else None, bool(ways), on_file)


def cases_here(actor: Actor) -> list[CaseLine]:
    """The register of the workspace in scope, newest first. Raises `NotAllowed`."""
    _must_read(actor)
    rows = list(BreachCase.objects.order_by("-number")[:NEWEST])
    regime = clocks.regime_of(home().country)
    notices = _notices([one.incident_id for one in rows if one.incident_id])
    return [_case_line(row, clocks.due(row.aware_at, regime), notices) for row in rows]


def case_here(actor: Actor, case_id: UUID) -> CaseLine:
    """Raises `NotFound`, `NotAllowed`."""
    _must_read(actor)
    row: BreachCase = BreachCase.objects.find(id=case_id)
    notices = _notices([row.incident_id] if row.incident_id else [])
    return _case_line(row, clocks.due(row.aware_at, clocks.regime_of(home().country)), notices)


def rehearsals_waiting() -> list[BreachNotice]:
    """Notices of rehearsals that nobody of the vendor acknowledged, in its workspace."""
    if not WorkspaceEntry.objects.filter(id=current_workspace(), role=CONTROLLER).exists():
        return []
    rows = BreachNotice.objects.filter(incident__rehearsal=True).select_related("incident")
    return [one for one in rows.prefetch_related("deliveries") if not _done(one)]


def is_late(line: CaseLine) -> bool:
    """Whether the outer bound passed before it was decided."""
    return line.due.is_late(line.row.decided_at or clock.now())


def _notices(incidents_: list[UUID]) -> dict[UUID, list[BreachNotice]]:
    rows = BreachNotice.objects.filter(
        workspace_id=current_workspace(), incident_id__in=incidents_, incident__rehearsal=False
    )
    found: dict[UUID, list[BreachNotice]] = {}
    for one in rows.select_related("incident").order_by("version").prefetch_related("deliveries"):
        found.setdefault(one.incident_id, []).append(one)
    return found


def _case_line(row: BreachCase, due: Due, notices: dict[UUID, list[BreachNotice]]) -> CaseLine:
    mine = notices.get(row.incident_id, []) if row.incident_id else []
    waiting = mine[-1] if mine and not _done(mine[-1]) else None
    return CaseLine(row, due, mine, waiting)


def _done(one: BreachNotice) -> bool:
    return any(way.acknowledged_at for way in one.deliveries.all())


def _must_read(actor: Actor) -> None:
    if not rules.can_read(actor):
        raise NotAllowed
