"""End a case whose proof never came."""

from ictdesk.kernel.actor import Actor
from ictdesk.kernel.command import command
from ictdesk.privacy.rights import letters, moving, rules
from ictdesk.privacy.rights.models import RightsRequest


@command(allow=rules.can_handle, while_ending=True)
def abandon(*, actor: Actor, request: RightsRequest) -> RightsRequest:
    """The proof never came: the person is told why nothing was done and where to complain (Art. 12(4))."""
    row = moving.held(request)
    row.doubt = ""
    moving.move(actor, row, "abandoned", "doubt")
    letters.write(row, "abandoned")
    return row
