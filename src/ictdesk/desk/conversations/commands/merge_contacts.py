"""Two contacts are one person: put them together."""

from ictdesk.desk.contacts import joining
from ictdesk.desk.contacts.models import Contact, ContactMerge
from ictdesk.desk.contacts.rules import can_edit
from ictdesk.desk.conversations.changing import hand_over, tell_of_contact
from ictdesk.desk.conversations.models import Conversation
from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command


@command(allow=can_edit)
def merge_contacts(*, actor: Actor, source: Contact, target: Contact) -> ContactMerge:
    """The source's conversations, addresses and attributes become the target's.

    Where both have something, the target's stays and the source's is set aside. Raises `Conflict` when one of
    them is merged already, `Restricted`.
    """
    source, target = joining.pair(source, target)
    merge = ContactMerge(source=source, target=target, made_at=clock.now())
    moved = joining.join(source, target)
    ids = Conversation.objects.filter(contact=source).order_by("id").values_list("id", flat=True)
    moved["conversations"] = [str(id_) for id_ in hand_over(list(ids), target, actor)]
    merge.moved = moved
    merge.save()
    record(
        actor,
        "contact.merge",
        "contact",
        target.id,
        source=str(source.id),
        conversations=len(moved["conversations"]),
        identities=len(moved["identities"]),
        attributes=len(moved["attributes"]),
    )
    if not moved["conversations"]:
        tell_of_contact(target, actor)
    return merge
