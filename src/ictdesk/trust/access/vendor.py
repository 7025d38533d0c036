"""Whether the vendor's own workspace is in scope: grants are asked for there and nowhere else."""

from uuid import UUID

from ictdesk.desk.people.queries import oneself
from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.errors import NotAllowed, NotFound
from ictdesk.kernel.tenancy import current_workspace
from ictdesk.kernel.tenancy.models import CONTROLLER, WorkspaceEntry
from ictdesk.trust.access import oncall
from ictdesk.trust.access.oncall import Entry

LACKS = {
    "unsigned": "Sign the undertaking of confidentiality first.",
    "wording": "The undertaking changed: sign it as it is now.",
    "review": "Your entry on the register waits for its review.",
}


def is_here() -> bool:
    return WorkspaceEntry.objects.filter(id=current_workspace(), role=CONTROLLER).exists()


def must_be_here() -> None:
    """Raises `NotFound` in every other workspace."""
    if not is_here():
        raise NotFound


def standing_of(actor: Actor) -> Entry:
    """The entry of whoever acts. Raises `NotAllowed` without one that holds."""
    return must_stand(oneself(actor).user_id)


def must_stand(user_id: UUID) -> Entry:
    """The entry of an account. Raises `NotAllowed` without one that holds."""
    entry = oncall.entry_of(user_id)
    if entry is None:
        raise NotAllowed("You are not on the register of who is on call.")
    lacks = entry.lacks(clock.now().date())
    if lacks:
        raise NotAllowed(LACKS[lacks])
    return entry
