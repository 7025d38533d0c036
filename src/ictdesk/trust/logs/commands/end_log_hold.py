"""End a hold before its day: nobody needs the copy any more, or nobody approved it."""

from ictdesk.kernel.actor import Actor
from ictdesk.kernel.command import command
from ictdesk.privacy.ledger.appending import append
from ictdesk.trust.logs import ending, rules
from ictdesk.trust.logs.models import LogHold
from ictdesk.trust.logs.standing import standing


@command(allow=rules.can_investigate)
def end_log_hold(*, actor: Actor, hold: LogHold) -> LogHold:
    """The copy and its key are destroyed. Raises `NotFound` outside the vendor's workspace, `Conflict`."""
    row = standing(hold)
    append("log_hold.ended", facts={"hold": str(row.id)})
    ending.end(row, actor)
    return row
