"""The customer's side: acknowledge a notice, keep cases of its own, decide whom it tells itself (Art. 33(1), 33(5), 34 GDPR)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor, Member
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo, Conflict, Invalid, NotFound
from ictdesk.kernel.lines import one_line
from ictdesk.kernel.tenancy import current_workspace
from ictdesk.kernel.tenancy.models import CONTROLLER, WorkspaceEntry
from ictdesk.trust.breaches import cases, rules, states, words
from ictdesk.trust.breaches.commands.room import moment_of, name_of
from ictdesk.trust.breaches.models import BreachCase, BreachDelivery, BreachNotice

LONGEST = 4000


@command(allow=rules.can_acknowledge, while_ending=True)
def acknowledge_notice(*, actor: Actor, notice_id: UUID, delivery_id: UUID | None = None) -> BreachDelivery:
    """By the way that was mailed, or on the page. One of a rehearsal is acknowledged in the vendor's workspace. Raises `AlreadySo`, `NotFound`."""
    row = _mine(notice_id)
    ways = BreachDelivery.objects.filter(
        notice=row, **({"id": delivery_id} if delivery_id else {"way": "page"})
    )
    found = ways.first()
    if found is None:
        raise NotFound
    now = clock.now()
    by = actor.id if isinstance(actor, Member) else None
    if not ways.filter(id=found.id, acknowledged_at=None).update(acknowledged_at=now, acknowledged_by=by):
        raise AlreadySo
    record(actor, "breach.acknowledge", "breach_notice", row.id, version=row.version, way=found.way)
    found.acknowledged_at, found.acknowledged_by = now, by
    return found


def _mine(notice_id: UUID) -> BreachNotice:
    """Of the workspace in scope; of rehearsals, the vendor's. Raises `NotFound`."""
    row = BreachNotice.objects.select_related("incident").filter(id=notice_id).first()
    if row is None:
        raise NotFound
    here = WorkspaceEntry.find(id=current_workspace())
    mine = here.role == CONTROLLER if row.incident.rehearsal else row.workspace_id == here.id
    if not mine:
        raise NotFound
    return row


@command(allow=rules.can_decide, while_ending=True)
def open_breach(*, actor: Actor, name: str, aware_at: datetime) -> BreachCase:
    """A breach that the workspace found itself. Its register has every one (Art. 33(5)). Raises `Invalid`."""
    moment_of(aware_at)
    row = BreachCase(number=cases.next_number(), name=name_of(name), aware_at=aware_at)
    row.save(force_insert=True)
    record(actor, "breach_case.open", "breach_case", row.id, number=row.number)
    return row


@dataclass(frozen=True, slots=True)
class Judged:
    """`decision` and `reason` of `words`; what it did to people, and what was done about it."""

    decision: str
    reason: str = ""
    effects: str = ""
    remedy: str = ""

    def checked(self) -> dict[str, str]:
        """For a row. Raises `Invalid`."""
        if self.decision not in words.DECISIONS:
            raise Invalid("The decision is one of the list.")
        if self.reason and self.reason not in words.REASONS:
            raise Invalid("The reason is one of the list.")
        if self.decision == "none" and not self.reason:
            raise Invalid("Nobody is told: say why (Art. 33(5) GDPR).")
        said = {"effects": self.effects, "remedy": self.remedy}
        clean = {name: text.replace("\0", "").strip() for name, text in said.items()}
        if any(len(one) > LONGEST for one in clean.values()) or not all(clean.values()):
            raise Invalid(
                f"Say the effects and the remedy in 1 to {LONGEST} characters each (Art. 33(5) GDPR)."
            )
        return {"decision": self.decision, "reason": self.reason, **clean}


@command(allow=rules.can_decide, while_ending=True)
def decide_breach(*, actor: Actor, case: BreachCase, judged: Judged) -> BreachCase:
    """Whom the controller tells, or why nobody; it may be decided anew until it is closed. Raises `Conflict`, `Invalid`."""
    row = _held(case)
    row.state = states.case_step(row.state, "decide")
    for name, value in judged.checked().items():
        setattr(row, name, value)
    row.decided_by, row.decided_at = actor.id, clock.now()
    row.save()
    record(actor, "breach_case.decide", "breach_case", row.id, decision=row.decision, reason=row.reason)
    return row


@command(allow=rules.can_decide, while_ending=True)
def close_breach(
    *,
    actor: Actor,
    case: BreachCase,
    authority_at: datetime | None = None,
    reference: str = "",
    people_at: datetime | None = None,
) -> BreachCase:
    """With when the authority and the people were told, where that was decided. Raises `Conflict`, `Invalid`."""
    row = _held(case)
    row.state = states.case_step(row.state, "close")
    if row.decision in ("authority", "people") and authority_at is None:
        raise Conflict("The authority was to be told: say when that was.")
    if row.decision == "people" and people_at is None and not row.reason:
        raise Conflict("The people were to be told: say when that was, or decide anew with a reason.")
    for moment in (authority_at, people_at):
        if moment is not None:
            moment_of(moment)
    row.authority_at, row.people_at = authority_at, people_at
    row.reference, row.closed_at = one_line(reference.replace("\0", ""))[:80], clock.now()
    row.save()
    record(actor, "breach_case.close", "breach_case", row.id, decision=row.decision)
    return row


def _held(case: BreachCase) -> BreachCase:
    found: BreachCase = BreachCase.objects.select_for_update().find(id=case.id)
    return found
