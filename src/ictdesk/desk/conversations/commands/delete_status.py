"""Delete a status."""

from ictdesk.desk.conversations import rules
from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.workspaces import states
from ictdesk.desk.workspaces.models import Status
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Conflict


@command(allow=rules.can_set_up)
def delete_status(*, actor: Actor, status: Status) -> None:
    """Deletes a status that nothing needs.

    Raises `Conflict` for the only one of its category and for one that conversations have, `NotFound`.
    """
    alike = [one for one in states.lock() if one.category == status.category]
    fresh: Status = Status.objects.find(id=status.id)
    if len(alike) < 2:
        raise Conflict("Each category needs a status: this is the only one of its kind.")
    if Conversation.objects.filter(status=fresh).exists():
        raise Conflict("Conversations have this status. Give them another one first.")
    record(actor, "status.delete", "status", fresh.id, category=fresh.category)
    fresh.delete()
