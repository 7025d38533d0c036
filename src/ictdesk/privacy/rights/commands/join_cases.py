"""Make a case part of another."""

from ictdesk.kernel.actor import Actor
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Invalid
from ictdesk.privacy.rights import moving, rules
from ictdesk.privacy.rights.commands.open_case import clean_rights
from ictdesk.privacy.rights.models import RightsRequest
from ictdesk.privacy.rights.states import BEFORE_WORK


@command(allow=rules.can_handle, while_ending=True)
def join_cases(*, actor: Actor, request: RightsRequest, into: RightsRequest) -> RightsRequest:
    """Makes a case part of another that is not in work yet. That one counts from whichever came first.

    Raises `Invalid` for itself, and `Conflict` where one of the two is too far.
    """
    if request.id == into.id:
        raise Invalid("A case cannot be part of itself.")
    first, second = sorted((request, into), key=lambda one: one.id)
    rows = {row.id: row for row in (moving.held(first), moving.held(second))}
    row, other = rows[request.id], rows[into.id]
    if other.state not in BEFORE_WORK:
        raise Invalid("The other case is in work already.")
    row.merged_into = other
    moving.move(actor, row, "merged", "merged_into", into=str(other.id))
    other.received_on, other.received_at = min(
        (other.received_on, other.received_at), (row.received_on, row.received_at)
    )
    other.rights = clean_rights([*other.rights, *row.rights])
    moving.set_clock(other)
    other.save(update_fields=["received_on", "received_at", "rights", *moving.CLOCK])
    return other
