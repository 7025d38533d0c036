"""Take a case into work."""

from ictdesk.kernel.actor import Actor
from ictdesk.kernel.command import command
from ictdesk.privacy.rights import duties, moving, rules
from ictdesk.privacy.rights.models import RightsRequest


@command(allow=rules.can_handle, while_ending=True)
def begin_work(*, actor: Actor, request: RightsRequest) -> RightsRequest:
    """Takes an accepted case into work."""
    row = moving.held(request)
    moving.move(actor, row, "collecting")
    duties.do(actor, row, "collecting")
    return row
