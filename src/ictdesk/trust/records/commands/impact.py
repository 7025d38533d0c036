"""Mark an activity and assess its impact: one writes, another one approves (Art. 35 GDPR)."""

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Conflict, NotAllowed
from ictdesk.trust.records import register, rules
from ictdesk.trust.records.impact import ENOUGH, Impact
from ictdesk.trust.records.models import ImpactAssessment


@command(allow=rules.can_assess)
def write_impact(*, actor: Actor, activity: str, impact: Impact) -> ImpactAssessment:
    """A new version. With two marks or more it waits for another one's word; with fewer it stands. Raises `Invalid`, `NotFound`."""
    register.line_of(actor, activity)
    fields = impact.fields()
    newest = newest_of(activity)
    row = ImpactAssessment(key=activity, version=newest.version + 1 if newest else 1, **fields)
    row.state = "in_review" if len(row.marks) >= ENOUGH else "marked"
    row.author_id, row.written_at = actor.id, clock.now()
    row.save(force_insert=True)
    record(actor, "impact.write", "impact_assessment", row.id, key=activity, marks=len(row.marks))
    return row


@command(allow=rules.can_assess)
def approve_impact(*, actor: Actor, impact_row: ImpactAssessment) -> ImpactAssessment:
    """Raises `NotAllowed` to its author, and `Conflict` for one that does not wait or was followed by another."""
    row: ImpactAssessment = ImpactAssessment.objects.select_for_update().find(id=impact_row.id)
    newest = newest_of(row.key)
    if row.state != "in_review" or newest is None or newest.id != row.id:
        raise Conflict("It does not wait for a reader.")
    if row.author_id == actor.id:
        raise NotAllowed("Another member has to read what you wrote.")
    row.state, row.reviewer_id, row.decided_at = "approved", actor.id, clock.now()
    row.save(update_fields=["state", "reviewer_id", "decided_at"])
    record(actor, "impact.approve", "impact_assessment", row.id, key=row.key, outcome=row.outcome)
    return row


def newest_of(activity: str) -> ImpactAssessment | None:
    """The version that counts."""
    found: ImpactAssessment | None = (
        ImpactAssessment.objects.filter(key=activity).order_by("-version").first()
    )
    return found
