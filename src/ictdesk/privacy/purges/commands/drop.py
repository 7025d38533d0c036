"""Take a proposal back, or turn it down."""

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.privacy.purges import rules
from ictdesk.privacy.purges.commands.confirm import open_order
from ictdesk.privacy.purges.models import PurgeOrder


@command(allow=rules.can_purge, while_ending=True)
def drop_purge(*, actor: Actor, order: PurgeOrder) -> PurgeOrder:
    """Nobody of it is erased. Raises `Conflict` for one that is no longer open."""
    row = open_order(order)
    row.state, row.settled_by, row.settled_at = "dropped", actor.id, clock.now()
    row.save(update_fields=["state", "settled_by", "settled_at"])
    record(actor, "purge.drop", "purge_order", row.id)
    return row
