"""Give the answer."""

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.command import command
from ictdesk.privacy.rights import duties, letters, moving, rules
from ictdesk.privacy.rights.models import RightsRequest


@command(allow=rules.can_handle, while_ending=True)
def deliver(*, actor: Actor, request: RightsRequest) -> RightsRequest:
    """Writes the letter with every decision and sends it. The clock stops. Raises `Conflict` while something is not ready."""
    row = moving.held(request)
    duties.must_be_free(row, "delivered")
    row.delivered_at = clock.now()
    moving.move(actor, row, "delivered", "delivered_at")
    letters.write(row, "answer")
    duties.do(actor, row, "delivered")
    return row
