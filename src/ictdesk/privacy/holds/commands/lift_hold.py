"""The reason has ended: what waited for it goes on by itself."""

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.privacy.holds import rules
from ictdesk.privacy.holds.models import Hold, HoldAddress, HoldSubject
from ictdesk.privacy.holds.standing import standing
from ictdesk.privacy.ledger.appending import append


@command(allow=rules.can_hold, while_ending=True)
def lift_hold(*, actor: Actor, hold: Hold) -> Hold:
    """An erasure that waits looks again every minute. Raises `Conflict` when it was lifted before."""
    row = standing(hold)
    keys = sorted(HoldSubject.objects.filter(hold=row).values_list("person_id", flat=True))
    append("hold.released", subjects=keys, facts={"hold": str(row.id)})
    row.lifted_by, row.lifted_at = actor.id, clock.now()
    row.save(update_fields=["lifted_by", "lifted_at"])
    HoldAddress.objects.filter(hold=row).delete()
    record(actor, "hold.lifted", "hold", row.id)
    return row
