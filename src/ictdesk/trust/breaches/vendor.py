"""The vendor's side: the incident room is in its own workspace, and nowhere else."""

from typing import Any
from uuid import UUID

from ictdesk.desk.people.queries import oneself
from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor, Member
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.errors import NotFound
from ictdesk.kernel.tenancy import current_workspace
from ictdesk.kernel.tenancy.models import CONTROLLER, WorkspaceEntry
from ictdesk.trust.breaches.models import BreachIncident, BreachStep


def must_be_here() -> None:
    """Raises `NotFound` in every other workspace."""
    if not WorkspaceEntry.objects.filter(id=current_workspace(), role=CONTROLLER).exists():
        raise NotFound


def held(incident_id: UUID) -> BreachIncident:
    """Locked. Raises `NotFound`."""
    row = BreachIncident.objects.select_for_update().filter(id=incident_id).first()
    if row is None:
        raise NotFound
    return row


def who(actor: Actor) -> UUID | None:
    """The account of a member; nobody for the software."""
    return oneself(actor).user_id if isinstance(actor, Member) else None


def noted(actor: Actor, incident: BreachIncident, act: str, **facts: Any) -> BreachStep:
    """Into the incident's own history, and the trail of the workspace in scope."""
    made = BreachStep.objects.create(incident=incident, act=act, by=who(actor), at=clock.now(), facts=facts)
    plain = {name: value for name, value in facts.items() if isinstance(value, int | str)}
    record(actor, f"breach.{act}", "breach_incident", incident.id, number=incident.number, **plain)
    return made
