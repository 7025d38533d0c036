"""Read what a hold keeps."""

from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Conflict
from ictdesk.trust.logs import copying, rules
from ictdesk.trust.logs.models import LogHold
from ictdesk.trust.logs.standing import standing


@command(allow=rules.can_investigate)
def look_at_held_log(*, actor: Actor, hold: LogHold) -> list[dict[str, str]]:
    """The lines, the newest first. Raises `NotFound` outside the vendor's workspace, `Conflict` without an approval."""
    row = standing(hold)
    if row.approved_at is None:
        raise Conflict("It is not approved yet, so nothing is kept.")
    found = copying.lines_of(row)
    record(actor, "log_hold.looked", "log_hold", row.id, ticket=row.ticket, shown=len(found))
    return found
