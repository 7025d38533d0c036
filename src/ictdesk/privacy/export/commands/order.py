"""Have an archive made, for the first time or again."""

from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Conflict
from ictdesk.kernel.jobs import defer
from ictdesk.privacy.export import holding, rules
from ictdesk.privacy.export.models import Bundle


@command(allow=rules.can_order, while_ending=True)
def order_bundle(*, actor: Actor, bundle: Bundle) -> Bundle:
    """Puts it in the queue. Raises `Conflict` while it is made, or when it is there or was."""
    row = holding.held(bundle)
    if row.state not in ("review", "failed"):
        raise Conflict("It is being made, or was made already.")
    row.state, row.done = "waiting", 0
    row.save(update_fields=["state", "done"])
    defer("export.build", bundle=row.id)
    record(actor, "bundle.ordered", "rights_request", row.request_id, variant=row.variant)
    return row
