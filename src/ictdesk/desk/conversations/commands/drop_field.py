"""Give a field of tickets up."""

from ictdesk.desk.contacts import commands as contacts
from ictdesk.desk.contacts.models import AttributeDefinition
from ictdesk.desk.contacts.rules import can_define
from ictdesk.desk.conversations.models import TicketValue
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.command import command
from ictdesk.kernel.instructing import Alters


@command(allow=can_define, alters=Alters("fields", (AttributeDefinition,)))
def drop_field(*, actor: Actor, definition: AttributeDefinition) -> int:
    """Deletes a field with the values that tickets have; returns how many there were."""
    gone: int
    gone, _ = TicketValue.objects.filter(definition=definition).delete()
    return gone + contacts.drop_attribute(actor=actor, definition=definition)
