"""Say who a contact is: their name and an address."""

from ictdesk.desk.contacts import commands as contacts
from ictdesk.desk.contacts.models import Contact
from ictdesk.desk.contacts.rules import can_name
from ictdesk.desk.conversations.changing import changed, lock
from ictdesk.desk.conversations.events import ContactRenamed
from ictdesk.desk.conversations.models import Conversation
from ictdesk.kernel.actor import Actor, Visitor
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo


@command(allow=can_name, with_grant=True)
def introduce(
    *, actor: Actor, contact: Contact, name: str | None = None, email: str | None = None
) -> Contact:
    """Sets a contact's name and adds an address as a claim; the rows that show the name follow.

    Raises `Invalid`. What is as it was changes nothing.
    """
    if contact.merged_into_id is not None:
        contact, actor = survivor(contact, actor)
    if email:
        contacts.claim_email(actor=actor, contact=contact, address=email)
    if name is None:
        return contact
    try:
        contact = contacts.rename(actor=actor, contact=contact, name=name)
    except AlreadySo:
        return contact
    for conversation_id in (
        Conversation.objects.filter(contact=contact).order_by("id").values_list("id", flat=True)
    ):
        changed(lock(conversation_id), actor, ContactRenamed, visible=True)
    return contact


def survivor(contact: Contact, actor: Actor) -> tuple[Contact, Actor]:
    """The contact into which this one went; a visitor who is this one acts as that one."""
    found: Contact = Contact.objects.find(id=contact.merged_into_id)
    if isinstance(actor, Visitor):
        actor = Visitor(actor.id, found.id, actor.conversation_id)
    return found, actor
