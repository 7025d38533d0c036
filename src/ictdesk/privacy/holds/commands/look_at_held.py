"""Read what a hold keeps."""

from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Conflict
from ictdesk.privacy.holds import rules
from ictdesk.privacy.holds.models import Hold


@command(allow=rules.can_hold, while_ending=True)
def look_at_held(*, actor: Actor, hold: Hold) -> Hold:
    """Puts on record that somebody reads it, for the hold's own purpose. Whoever calls may open the door then.

    Raises `Conflict` when it was lifted.
    """
    if hold.lifted_at is not None:
        raise Conflict("This hold was lifted.")
    record(actor, "hold.looked", "hold", hold.id)
    return hold
