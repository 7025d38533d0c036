"""Delete a ticket type."""

from ictdesk.desk.conversations import fields, rules
from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.conversations.retelling import retell
from ictdesk.desk.workspaces.models import TicketType
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.events import bus


@command(allow=rules.can_set_up)
def delete_ticket_type(*, actor: Actor, ticket_type: TicketType) -> int:
    """Takes it off every ticket and every field, and deletes it. Returns how many those were. Raises `NotFound`."""
    fresh: TicketType = TicketType.objects.select_for_update().find(id=ticket_type.id)
    touched = Conversation.objects.filter(type=fresh)
    ids = list(touched.values_list("id", flat=True))
    touched.update(type=None)
    fields.forget_type(fresh)
    record(actor, "ticket_type.delete", "ticket_type", fresh.id, conversations=retell(ids, actor))
    fresh.delete()
    bus.setup_after_commit()
    return len(ids)
