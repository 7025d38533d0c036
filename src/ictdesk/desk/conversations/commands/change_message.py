"""Edit or delete one's own message."""

from ictdesk.desk.conversations import attaching, rules
from ictdesk.desk.conversations.changing import changed, lock
from ictdesk.desk.conversations.events import MessageDeleted, MessageEdited
from ictdesk.desk.conversations.models import Mention, Message, MessageCorrection, SearchToken
from ictdesk.desk.conversations.texts import clean_text
from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo, Gone


@command(allow=rules.can_change)
def edit_message(*, actor: Actor, message: Message, text: str) -> Message:
    """Replaces the text; the old one is kept nowhere. Raises `AlreadySo`, `Gone` when deleted, `Invalid`."""
    conversation = lock(message.conversation_id)
    fresh: Message = Message.objects.find(id=message.id)
    if fresh.deleted_at is not None:
        raise Gone("This message was deleted.")
    text = clean_text(text)
    if fresh.body == text:
        raise AlreadySo
    fresh.body, fresh.edited_at = text, clock.now()
    fresh.save(update_fields=["body", "edited_at"])
    changed(conversation, actor, MessageEdited, visible=not fresh.note, message_id=fresh.id)
    return fresh


@command(allow=rules.can_change)
def delete_message(*, actor: Actor, message: Message) -> Message:
    """Empties a message, drops its files, corrections and search words; its place in the order stays. Raises `Gone` when done before."""
    conversation = lock(message.conversation_id)
    fresh: Message = Message.objects.find(id=message.id)
    if fresh.deleted_at is not None:
        raise Gone("This message was deleted.")
    attaching.drop_files_of(fresh)
    SearchToken.objects.filter(message_id=fresh.id).delete()
    Mention.objects.filter(message=fresh).delete()
    MessageCorrection.objects.filter(message=fresh).delete()
    fresh.body, fresh.deleted_at = "", clock.now()
    fresh.save(update_fields=["body", "deleted_at"])
    record(actor, "message.delete", "message", fresh.id, conversation=str(conversation.id), note=fresh.note)
    changed(conversation, actor, MessageDeleted, visible=not fresh.note, message_id=fresh.id)
    return fresh
