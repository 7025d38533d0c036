"""A second person stands behind a hold."""

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo, Conflict
from ictdesk.privacy.holds import rules
from ictdesk.privacy.holds.models import Hold
from ictdesk.privacy.holds.standing import standing


@command(allow=rules.can_hold, while_ending=True)
def approve_hold(*, actor: Actor, hold: Hold) -> Hold:
    """Raises `Conflict` for whoever placed it and for one that was lifted, `AlreadySo`."""
    row = standing(hold)
    if row.approved_at is not None:
        raise AlreadySo("Somebody approved it already.")
    if row.placed_by == actor.id:
        raise Conflict("Whoever placed a hold does not approve it: another person does.")
    row.approved_by, row.approved_at = actor.id, clock.now()
    row.save(update_fields=["approved_by", "approved_at"])
    record(actor, "hold.approved", "hold", row.id)
    return row
