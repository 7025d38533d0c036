"""Write the custom attributes of a contact."""

from collections.abc import Mapping

from ictdesk.desk.contacts import knowing
from ictdesk.desk.contacts.models import Contact
from ictdesk.desk.contacts.rules import can_edit
from ictdesk.desk.conversations.changing import tell_of_contact
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command


@command(allow=can_edit, with_grant=True)
def set_attributes(*, actor: Actor, contact: Contact, values: Mapping[str, object]) -> Contact:
    """Sets custom attributes by key; None takes one away. Raises `AlreadySo`, and `Invalid` changing nothing."""
    locked = knowing.lock(contact)
    changed = knowing.write(locked, values)
    record(actor, "contact.attributes", "contact", locked.id, attributes=len(changed))
    tell_of_contact(locked, actor)
    return locked
