"""End a case that the person took back."""

from ictdesk.kernel.actor import Actor
from ictdesk.kernel.command import command
from ictdesk.privacy.rights import letters, moving, rules
from ictdesk.privacy.rights.models import RightsRequest


@command(allow=rules.can_handle, while_ending=True)
def take_back(*, actor: Actor, request: RightsRequest) -> RightsRequest:
    """The person took it back; they get that in writing."""
    row = moving.held(request)
    moving.move(actor, row, "withdrawn")
    letters.write(row, "withdrawn")
    return row
