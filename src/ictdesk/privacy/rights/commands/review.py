"""Read a proposal too, or send it back."""

from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo, Conflict
from ictdesk.privacy.rights import moving, rules
from ictdesk.privacy.rights.models import RightsRequest


@command(allow=rules.can_handle, while_ending=True)
def send_back(*, actor: Actor, request: RightsRequest) -> RightsRequest:
    """The review found something: back into work."""
    row = moving.held(request)
    row.read_by = None
    moving.move(actor, row, "collecting", "read_by")
    return row


@command(allow=rules.can_handle, while_ending=True)
def read_too(*, actor: Actor, request: RightsRequest) -> RightsRequest:
    """A second member has read what is refused. Raises `AlreadySo`, and `Conflict` outside a review."""
    row = moving.held(request)
    if row.state != "reviewing":
        raise Conflict("Only what is in review is read by a second member.")
    if row.read_by is not None:
        raise AlreadySo
    row.read_by = actor.id
    row.save(update_fields=["read_by"])
    record(actor, "rights.read_too", "rights_request", row.id)
    return row
