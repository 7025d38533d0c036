"""Two things in one conversation: give the second a ticket of its own."""

from django.utils.translation import gettext as _

from ictdesk.desk.conversations import linking, numbering, rules
from ictdesk.desk.conversations.changing import changed, lock
from ictdesk.desk.conversations.commands.reply import note
from ictdesk.desk.conversations.copying import Copier
from ictdesk.desk.conversations.events import ConversationChanged, TicketMade
from ictdesk.desk.conversations.models import Conversation, Message
from ictdesk.desk.conversations.opening import open_conversation
from ictdesk.desk.conversations.texts import clean_subject
from ictdesk.kernel.actor import Actor, System
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Invalid
from ictdesk.kernel.ids import new_id

US = System("conversations.split")
MOST = 100


@command(allow=rules.can_split)
def split(*, actor: Actor, message: Message, subject: str = "") -> Conversation:
    """A new ticket of the same contact that says again everything from this message on; both are linked as related.

    The conversation keeps all of its messages, nobody is written to, and notes stay notes. Raises `Invalid` for a
    message that was deleted or that the desk itself wrote, or with too much after it; `Restricted`.
    """
    source = lock(message.conversation_id)
    words = _from(message)
    target = open_conversation(
        source.contact,
        source.inbox,
        channel=source.channel,
        subject=clean_subject(subject) or source.subject,
        subject_id=source.subject_id,
    )
    copier = Copier.of(actor, target)
    for one in words:
        copier.copy(one)
    copier.end()
    linking.put(source, target, "related")
    changed(source, actor, ConversationChanged)
    target = lock(target.id)
    target.number = numbering.next_number()
    changed(target, actor, TicketMade, "number")
    _tell(source, target)
    record(actor, "conversation.split", "conversation", source.id, into=str(target.id), messages=len(words))
    return target


def _from(message: Message) -> list[Message]:
    said = Message.objects.filter(
        conversation=message.conversation_id, seq__gte=message.seq, deleted_at=None
    ).exclude(author_kind="system")
    words = list(said.order_by("seq")[: MOST + 1])
    if not words or words[0].id != message.id:
        raise Invalid("Split at a message that is still there and that a person wrote.")
    if len(words) > MOST:
        raise Invalid(f"At most {MOST} messages go along: split at a later one.")
    return words


def _tell(source: Conversation, target: Conversation) -> None:
    gone = _("What was said from here on is in #%(number)s too.") % {"number": target.number}
    came = _("Split from another conversation of the same contact.")
    if source.number is not None:
        came = _("Split from #%(number)s.") % {"number": source.number}
    note(actor=US, conversation=source, client_id=new_id(), text=gone)
    note(actor=US, conversation=target, client_id=new_id(), text=came)
