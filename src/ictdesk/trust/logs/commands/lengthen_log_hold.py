"""Ask for a hold to last longer: another person approves it again."""

from datetime import date

from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Conflict, Invalid
from ictdesk.trust.logs import rules
from ictdesk.trust.logs.commands.place_log_hold import must_end_in_time
from ictdesk.trust.logs.models import LogHold
from ictdesk.trust.logs.standing import standing


@command(allow=rules.can_investigate)
def lengthen_log_hold(*, actor: Actor, hold: LogHold, ends_on: date) -> LogHold:
    """Until then it ends when it would have. Raises `NotFound`, `Invalid`, `Conflict` before its first approval."""
    row = standing(hold)
    if row.approved_at is None:
        raise Conflict("It is not approved yet.")
    must_end_in_time(ends_on)
    if ends_on <= row.ends_on:
        raise Invalid("That is no later than its end.")
    row.longer_until, row.longer_by = ends_on, actor.id
    row.save(update_fields=["longer_until", "longer_by"])
    record(actor, "log_hold.lengthen", "log_hold", row.id, ends=ends_on.isoformat())
    return row
