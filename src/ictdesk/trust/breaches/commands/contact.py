"""Security contacts of a workspace."""

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo
from ictdesk.kernel.jobs import defer
from ictdesk.kernel.vault import keyring
from ictdesk.trust.breaches import contacts, rules
from ictdesk.trust.breaches.models import SecurityContact


@command(allow=rules.can_decide, while_ending=True)
def name_security_contact(*, actor: Actor, address: str) -> SecurityContact:
    """It is written to, and told of breaches once its owner confirmed. Raises `Invalid`, and `Conflict` for the desk's own mailbox."""
    row = SecurityContact(
        subject_id=keyring.new_subject(), address=contacts.checked(address), added_at=clock.now()
    )
    row.save(force_insert=True)
    record(actor, "security_contact.name", "security_contact", row.id)
    defer("breaches.ask_contact", contact=row.id)
    return row


@command(allow=rules.can_decide, while_ending=True)
def remove_security_contact(*, actor: Actor, contact: SecurityContact) -> None:
    """It is told nothing any more; its address goes with its key."""
    record(actor, "security_contact.remove", "security_contact", contact.id)
    keyring.destroy(contact.subject_id)
    contact.delete()


@command(allow=rules.only_the_software, while_ending=True)
def verify_security_contact(*, actor: Actor, contact: SecurityContact) -> SecurityContact:
    """Its owner used the link. Raises `AlreadySo`."""
    if not SecurityContact.objects.filter(id=contact.id, verified_at=None).update(verified_at=clock.now()):
        raise AlreadySo
    record(actor, "security_contact.verify", "security_contact", contact.id)
    contact.refresh_from_db()
    return contact
