"""The incident room: opened, described, decided, scoped, closed. In the vendor's workspace alone."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo, Conflict, Invalid
from ictdesk.kernel.jobs import defer
from ictdesk.kernel.lines import one_line
from ictdesk.kernel.tenancy.models import CANARY, WorkspaceEntry
from ictdesk.kernel.tenancy.planes import CONTROL
from ictdesk.trust.breaches import exposure, facts, rules, states, telling, words
from ictdesk.trust.breaches.models import BreachCount, BreachIncident, BreachNotice
from ictdesk.trust.breaches.vendor import held, must_be_here, noted, who

LONGEST = 8000
MOST_EXPOSURES = 20


@command(allow=rules.can_keep)
def open_incident(
    *, actor: Actor, name: str, kinds: Sequence[str], detected_at: datetime, rehearsal: bool
) -> BreachIncident:
    """Something was found. `name` and everything else in the room name nobody. Raises `Invalid`, `NotFound`."""
    must_be_here()
    said = name_of(name)
    moment_of(detected_at)
    with transaction.atomic(using=CONTROL):
        number = (BreachIncident.objects.aggregate(most=Max("number"))["most"] or 0) + 1
        row = BreachIncident.objects.create(
            number=number, rehearsal=rehearsal, name=said, kinds=_kinds(kinds), detected_at=detected_at
        )
        noted(actor, row, "open", rehearsal=rehearsal)
    return row


@command(allow=rules.can_keep)
def describe_incident(
    *, actor: Actor, incident_id: UUID, described: Mapping[str, Any], kinds: Sequence[str], severity: str
) -> BreachIncident:
    """What is known now: `facts.Told`, kinds and severity. Notices that were sent stay as they are. Raises `Invalid`, `Conflict`."""
    must_be_here()
    told = facts.read(dict(described))
    if severity not in words.SEVERITY:
        raise Invalid("The severity is one of the list.")
    with transaction.atomic(using=CONTROL):
        row = _open(incident_id)
        row.told, row.kinds, row.severity = facts.kept(told), _kinds(kinds), severity
        row.save(update_fields=["told", "kinds", "severity"])
        noted(actor, row, "describe", severity=severity, lacks=" ".join(facts.lacks(told)))
    return row


@command(allow=rules.can_decide)
def declare_aware(*, actor: Actor, incident_id: UUID, aware_at: datetime) -> BreachIncident:
    """Somebody decides that it is certain enough: from then the clock runs, and neither time nor name is changed again.

    Raises `Conflict`, `AlreadySo`, `Invalid` for a time to come or before it was found, and `NotFound`.
    """
    must_be_here()
    moment_of(aware_at)
    with transaction.atomic(using=CONTROL):
        row = held(incident_id)
        if row.aware_at is not None:
            raise AlreadySo
        if aware_at < row.detected_at:
            raise Invalid("Nobody is aware of it before it was found.")
        row.state = states.step(row.state, "declare")
        row.aware_at, row.aware_by = aware_at, who(actor)
        row.save(update_fields=["state", "aware_at", "aware_by"])
        noted(actor, row, "declare", aware_at=clock.rfc3339(aware_at))
    return row


@command(allow=rules.can_keep)
def add_exposure(*, actor: Actor, incident_id: UUID, exposed: Mapping[str, Any]) -> BreachIncident:
    """Says what was exposed, and has it counted with what was said before. Raises `Invalid`, `Conflict`, `NotFound`."""
    must_be_here()
    said = exposure.read(dict(exposed))
    missing = set(said.workspaces) - set(
        WorkspaceEntry.objects.filter(slug__in=said.workspaces).values_list("slug", flat=True)
    )
    if missing:
        raise Invalid(f"No workspace has the address {', '.join(sorted(missing))}.")
    with transaction.atomic(using=CONTROL):
        row = _open(incident_id)
        if len(row.exposures) >= MOST_EXPOSURES:
            raise Conflict(f"An incident has at most {MOST_EXPOSURES} exposures.")
        row.exposures = [*row.exposures, exposure.kept(said)]
        row.save(update_fields=["exposures"])
        noted(actor, row, "expose", exposures=len(row.exposures))
    defer("breaches.count", incident=row.id)
    return row


@command(allow=rules.can_keep)
def name_affected(*, actor: Actor, incident_id: UUID, workspace: str) -> BreachCount:
    """A workspace is touched, and nobody knows yet how much. Raises `AlreadySo`, `Invalid`, `Conflict`, `NotFound`."""
    must_be_here()
    known = WorkspaceEntry.objects.exclude(state="ended").exclude(role=CANARY)
    entry = known.filter(slug=workspace.strip().lower()).first()
    if entry is None:
        raise Invalid("No workspace has this address.")
    with transaction.atomic(using=CONTROL):
        row = _open(incident_id)
        found, made = BreachCount.objects.get_or_create(incident=row, workspace_id=entry.id)
        if not made:
            raise AlreadySo
        noted(actor, row, "name", workspace=str(entry.id))
    return found


@command(allow=rules.can_keep)
def step_incident(
    *, actor: Actor, incident_id: UUID, act: states.Act, reason: str = "", report: str = ""
) -> BreachIncident:
    """Close it with a report, dismiss what was no breach, or open it again. Raises `Conflict`, `Invalid`, `NotFound`."""
    must_be_here()
    if act not in ("close", "dismiss", "reopen"):
        raise Invalid("This is no step of an incident.")
    if reason and reason not in words.REASONS:
        raise Invalid("The reason is one of the list.")
    if len(report) > LONGEST:
        raise Invalid(f"A report has at most {LONGEST} characters.")
    with transaction.atomic(using=CONTROL):
        row = held(incident_id)
        row.state = states.step(row.state, act, told_all=told_all(row), reason=reason, report=report)
        if act == "reopen" and row.notices.exists():
            row.state = "notified"
        row.reason = reason or row.reason
        row.report = report.replace("\0", "").strip() or row.report
        row.closed_at = clock.now() if row.state in states.OVER else None
        row.save(update_fields=["state", "reason", "report", "closed_at"])
        noted(actor, row, act, reason=reason)
    return row


def told_all(row: BreachIncident) -> bool:
    """Whether the newest notice of each workspace was acknowledged, or went to its leads besides."""
    newest: dict[UUID, BreachNotice] = {
        one.workspace_id: one for one in row.notices.order_by("version").prefetch_related("deliveries")
    }
    return not telling.unsent().filter(incident=row).exists() and all(
        any(way.acknowledged_at or way.way == "overdue" for way in one.deliveries.all())
        for one in newest.values()
    )


def name_of(said: str) -> str:
    """Raises `Invalid`."""
    name = one_line(said.replace("\0", "")).strip()
    if not 0 < len(name) <= 120 or "@" in name:
        raise Invalid("Name it in 1 to 120 characters, and name nobody.")
    return name


def moment_of(at: datetime) -> None:
    """Raises `Invalid` for a time to come, or without a zone."""
    if at.tzinfo is None or at > clock.now():
        raise Invalid("Say when it was, in the past.")


def _open(incident_id: UUID) -> BreachIncident:
    row = held(incident_id)
    if row.state in states.OVER:
        raise Conflict("It is closed: open it again first.")
    return row


def _kinds(kinds: Sequence[str]) -> list[str]:
    if not set(kinds) <= words.KINDS.keys():
        raise Invalid("A breach is one of confidentiality, integrity, availability.")
    return sorted(set(kinds))
