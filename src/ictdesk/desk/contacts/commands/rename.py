"""Correct a contact's name."""

from ictdesk.desk.contacts import names, rules
from ictdesk.desk.contacts.models import Contact
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo


@command(allow=rules.can_name, with_grant=True)
def rename(*, actor: Actor, contact: Contact, name: str) -> Contact:
    """Sets the name. Raises `AlreadySo` and `Invalid`. Whoever shows it must be told by the caller's event."""
    name = names.clean_name(name)
    fresh: Contact = Contact.objects.select_for_update(no_key=True).find(id=contact.id)
    if fresh.name == name:
        raise AlreadySo
    fresh.name = name
    fresh.version += 1
    fresh.save(update_fields=["name", "version"])
    record(actor, "contact.rename", "contact", fresh.id)
    return fresh
