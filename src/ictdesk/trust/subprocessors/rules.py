"""Who keeps the register, and who objects for a customer."""

from ictdesk.desk.people.rules import may
from ictdesk.kernel.actor import Actor, Member, System
from ictdesk.kernel.errors import NotFound
from ictdesk.kernel.tenancy import current_workspace
from ictdesk.kernel.tenancy.models import CONTROLLER, WorkspaceEntry


def can_keep(actor: Actor) -> bool:
    """Of the vendor's workspace; the commands ask whether it is."""
    return isinstance(actor, Member | System) and may(actor, "records.keep")


def must_be_vendors() -> None:
    """Raises `NotFound` in any other workspace: there is no register to keep."""
    if not WorkspaceEntry.objects.filter(id=current_workspace(), role=CONTROLLER).exists():
        raise NotFound


def can_object(actor: Actor) -> bool:
    """Who processes for an organisation is its own to answer for."""
    return isinstance(actor, Member) and may(actor, "records.keep")


def only_the_software(actor: Actor) -> bool:
    return isinstance(actor, System)
