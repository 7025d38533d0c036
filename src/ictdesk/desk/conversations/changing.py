"""What every command that changes a conversation does: lock, count the change, tell."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from ictdesk.desk.contacts.models import Contact
from ictdesk.desk.conversations.events import ContactRenamed
from ictdesk.desk.conversations.models import Conversation
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.events.record import Fact, record


def lock(conversation_id: UUID) -> Conversation:
    """The conversation as it is now, locked until the end of the transaction. Raises `NotFound`."""
    locked: Conversation = Conversation.objects.select_for_update(no_key=True).find(id=conversation_id)
    return locked


def changed(
    conversation: Conversation,
    actor: Actor,
    fact: type[Fact],
    *fields: str,
    visible: bool = False,
    message_id: UUID | None = None,
    **more: Any,
) -> Conversation:
    """Saves the named fields of a locked conversation and records what happened.

    `visible`: the visitor may see it, so their count rises too.
    """
    conversation.version += 1
    conversation.visitor_version += visible
    conversation.save(update_fields=[*fields, "version", "visitor_version"])
    record(
        fact(
            conversation_id=conversation.id,
            message_id=message_id,
            contact_id=conversation.contact_id,
            version=conversation.version,
            visitor_version=conversation.visitor_version if visible else None,
            **more,
        ),
        actor,
    )
    return conversation


def tell_of_contact(contact: Contact, actor: Actor) -> None:
    """Tells open inboxes to look at a contact again, by the newest of their conversations."""
    newest = Conversation.objects.filter(contact=contact).order_by("-list_hour", "-last_message_at", "id")
    conversation_id = newest.values_list("id", flat=True).first()
    if conversation_id is not None:
        changed(lock(conversation_id), actor, ContactRenamed)


def hand_over(ids: Iterable[UUID], contact: Contact, actor: Actor) -> list[UUID]:
    """Makes the contact the one of these conversations; what is sealed in them keeps its key."""
    done = []
    for id_ in ids:
        conversation = lock(id_)
        conversation.contact = contact
        changed(conversation, actor, ContactRenamed, "contact")
        done.append(id_)
    return done
