"""Close a case when its answer has left."""

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Conflict
from ictdesk.privacy.rights import duties, moving, rules
from ictdesk.privacy.rights.models import RightsLetter, RightsRequest


@command(allow=rules.can_handle, while_ending=True)
def close_case(*, actor: Actor, request: RightsRequest) -> RightsRequest:
    """Ends a case whose answer has left. Raises `Conflict` while a letter still waits."""
    row = moving.held(request)
    if row.email and RightsLetter.objects.filter(request=row, kind="answer", sent_at__isnull=True).exists():
        raise Conflict("The answer has not left yet.")
    duties.must_be_free(row, "closed")
    row.closed_at = clock.now()
    moving.move(actor, row, "closed", "closed_at")
    duties.do(actor, row, "closed")
    return row
