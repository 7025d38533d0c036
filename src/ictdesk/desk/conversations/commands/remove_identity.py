"""Delete an address of a contact."""

from ictdesk.desk.contacts import knowing
from ictdesk.desk.contacts.models import Contact, Identity
from ictdesk.desk.contacts.rules import can_edit
from ictdesk.desk.conversations.changing import tell_of_contact
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command


@command(allow=can_edit, with_grant=True)
def remove_identity(*, actor: Actor, contact: Contact, identity: Identity) -> Contact:
    """Deletes an address. Raises `NotFound` for another contact's."""
    locked = knowing.lock(contact)
    knowing.remove(locked, identity)
    record(actor, "identity.remove", "contact", locked.id, kind=identity.kind)
    tell_of_contact(locked, actor)
    return locked
