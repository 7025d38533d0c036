"""Who may see and change contacts."""

from ictdesk.desk.contacts.models import Contact
from ictdesk.desk.people.rules import may
from ictdesk.kernel.actor import Actor, System, Visitor


def can_read(actor: Actor) -> bool:
    return may(actor, "contact.read")


def can_edit(actor: Actor) -> bool:
    return may(actor, "contact.edit")


def can_name(actor: Actor, contact: Contact) -> bool:
    """Whether an actor may say who a contact is: a visitor only of themselves."""
    return actor.contact_id == contact.id if isinstance(actor, Visitor) else can_edit(actor)


def can_make(actor: Actor) -> bool:
    return isinstance(actor, Visitor) or can_edit(actor)


def can_confirm(actor: Actor) -> bool:
    """Only the software itself, when it has seen the proof."""
    return isinstance(actor, System)


def can_define(actor: Actor) -> bool:
    """What is kept of people is a decision of the workspace, not of one agent."""
    return may(actor, "workspace.manage")
