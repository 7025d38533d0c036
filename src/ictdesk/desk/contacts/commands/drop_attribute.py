"""Give an attribute up."""

from ictdesk.desk.contacts import rules
from ictdesk.desk.contacts.models import AttributeDefinition, AttributeValue
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.instructing import Alters


@command(allow=rules.can_define, alters=Alters("fields", (AttributeDefinition,)))
def drop_attribute(*, actor: Actor, definition: AttributeDefinition) -> int:
    """Deletes an attribute with all its values; returns how many there were."""
    gone: int
    gone, _ = AttributeValue.objects.filter(definition=definition).delete()
    record(actor, "attribute.drop", "attribute_definition", definition.id, values=gone)
    definition.delete()
    return gone
