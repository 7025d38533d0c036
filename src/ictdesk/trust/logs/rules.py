"""Who looks into the log: those who answer for the vendor's own workspace, and no program."""

from ictdesk.kernel.actor import Actor, Member
from ictdesk.kernel.errors import NotFound
from ictdesk.kernel.tenancy import current_workspace
from ictdesk.kernel.tenancy.models import CONTROLLER, WorkspaceEntry
from ictdesk.privacy.rights.rules import READS


def can_investigate(actor: Actor) -> bool:
    return isinstance(actor, Member) and actor.role in READS


def is_vendors() -> bool:
    """Whether the workspace in scope is the vendor's own."""
    return WorkspaceEntry.objects.filter(id=current_workspace(), role=CONTROLLER).exists()


def must_be_vendors() -> None:
    """Raises `NotFound`: in a customer's workspace there is no such thing."""
    if not is_vendors():
        raise NotFound
