"""What every command that changes a conversation does: lock, count the change, tell."""

from typing import Any
from uuid import UUID

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
