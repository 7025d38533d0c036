"""Note a further address of a contact."""

from ictdesk.desk.contacts import knowing
from ictdesk.desk.contacts.models import Contact, Identity
from ictdesk.desk.contacts.rules import can_edit
from ictdesk.desk.conversations.changing import tell_of_contact
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command


@command(allow=can_edit, with_grant=True)
def add_identity(*, actor: Actor, contact: Contact, kind: str, value: str) -> Identity:
    """Adds an address as a claim that nobody has proved. Raises `AlreadySo`, `Invalid`."""
    locked = knowing.lock(contact)
    made = knowing.add(locked, kind, value)
    record(actor, "identity.add", "contact", locked.id, identity=str(made.id), kind=kind)
    tell_of_contact(locked, actor)
    return made
