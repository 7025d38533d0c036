"""Ask for proof of who asks: only on a reasonable doubt (Art. 12(6))."""

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Invalid
from ictdesk.privacy.rights import letters, moving, rules
from ictdesk.privacy.rights.models import RightsRequest


@command(allow=rules.can_handle, while_ending=True)
def ask_identity(*, actor: Actor, request: RightsRequest, doubt: str) -> RightsRequest:
    """Asks for proof, with the reason of the doubt. Until it comes the clock waits. Raises `Invalid` without a reason."""
    if not doubt.strip():
        raise Invalid(
            "Say what makes you doubt who asks: without a reason no proof may be asked for (Art. 12(6))."
        )
    row = moving.held(request)
    row.doubt, row.identity_asked_at = doubt.strip()[:2_000], clock.now()
    moving.move(actor, row, "identity_pending", "doubt", "identity_asked_at")
    letters.write(row, "identity")
    return row
