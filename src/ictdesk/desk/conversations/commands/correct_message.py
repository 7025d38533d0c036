"""Say beside a message what is right, and take that back."""

from ictdesk.desk.conversations import rules
from ictdesk.desk.conversations.changing import changed, lock
from ictdesk.desk.conversations.events import MessageEdited
from ictdesk.desk.conversations.models import Message, MessageCorrection
from ictdesk.desk.conversations.texts import clean_text
from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.datamap import correcting
from ictdesk.kernel.errors import Conflict, Gone, NotFound

MOST = 20


@command(allow=rules.can_note)
def correct_message(*, actor: Actor, message: Message, text: str) -> MessageCorrection:
    """Adds what is right (Art. 16 GDPR); what was said stays as it was said.

    Raises `Gone` for a deleted message, `Conflict` where too many stand there, `Invalid` and `TooLarge`.
    """
    conversation = lock(message.conversation_id)
    fresh: Message = Message.objects.find(id=message.id)
    if fresh.deleted_at is not None:
        raise Gone("This message was deleted.")
    if MessageCorrection.objects.filter(message=fresh).count() >= MOST:
        raise Conflict(f"A message has at most {MOST} corrections.")
    made = MessageCorrection(
        message=fresh,
        subject_id=fresh.subject_id,
        text=clean_text(text),
        author_kind=actor.kind,
        author_id=actor.id,
        made_at=clock.now(),
    )
    correcting.about_to(fresh, "body")
    made.save()
    record(actor, "message.correct", "message", fresh.id, conversation=str(conversation.id))
    changed(conversation, actor, MessageEdited, message_id=fresh.id)
    return made


@command(allow=rules.can_note)
def remove_correction(*, actor: Actor, correction: MessageCorrection) -> None:
    """Takes away one that was wrong itself. Raises `NotFound` when it is gone already."""
    conversation = lock(correction.message.conversation_id)
    if not MessageCorrection.objects.filter(id=correction.id).delete()[0]:
        raise NotFound
    record(actor, "message.uncorrect", "message", correction.message_id, conversation=str(conversation.id))
    changed(conversation, actor, MessageEdited, message_id=correction.message_id)
