"""Pass a case on to whoever decides about the data."""

from typing import NamedTuple

from ictdesk.kernel.actor import Actor
from ictdesk.kernel.command import command
from ictdesk.privacy.rights import letters, moving, rules
from ictdesk.privacy.rights.models import RightsRequest


class Controller(NamedTuple):
    """Who decides about the data, and where people ask them."""

    name: str
    url: str


@command(allow=rules.can_handle, while_ending=True)
def pass_on(*, actor: Actor, request: RightsRequest, controller: Controller | None = None) -> RightsRequest:
    """Somebody else decides about this data: the person is told who, and nothing else. Ends the case."""
    row = moving.held(request)
    moving.move(actor, row, "forwarded")
    letters.write(row, "forwarded", controller=controller)
    return row
