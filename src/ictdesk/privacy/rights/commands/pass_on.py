"""Pass a case on to whoever decides about the data."""

from ictdesk.kernel.actor import Actor
from ictdesk.kernel.command import command
from ictdesk.privacy.rights import letters, moving, rules
from ictdesk.privacy.rights.models import RightsRequest


@command(allow=rules.can_handle, while_ending=True)
def pass_on(*, actor: Actor, request: RightsRequest) -> RightsRequest:
    """Somebody else decides about this data: the person is told who, and nothing else. Ends the case."""
    row = moving.held(request)
    moving.move(actor, row, "forwarded")
    letters.write(row, "forwarded")
    return row
