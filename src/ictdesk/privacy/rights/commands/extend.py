"""Take the further months that the law allows."""

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Conflict, Invalid
from ictdesk.kernel.home import home
from ictdesk.privacy.rights import letters, moving, rules, words
from ictdesk.privacy.rights.models import RightsRequest


@command(allow=rules.can_handle, while_ending=True)
def extend(*, actor: Actor, request: RightsRequest, reason: str) -> RightsRequest:
    """Takes the further months that the law allows, once, with a reason, while the first period runs.

    The person is told in the same step. Raises `Invalid` and `Conflict`.
    """
    if reason not in words.LONGER:
        raise Invalid(f"Choose among {', '.join(words.LONGER)}.")
    row = moving.held(request)
    if row.state not in ("accepted", "collecting", "reviewing"):
        raise Conflict("Only a case in work can be extended.")
    if row.extended_at is not None:
        raise Conflict("This case was extended already.")
    if clock.now().astimezone(home().zone).date() > row.legal_on:
        raise Conflict("The first period is over: an extension had to be told before.")
    row.extended_at, row.extension_reason = clock.now(), reason
    moving.set_clock(row)
    row.save(update_fields=["extended_at", "extension_reason", *moving.CLOCK])
    record(actor, "rights.extended", "rights_request", row.id, reason=reason)
    letters.write(row, "extended")
    return row
