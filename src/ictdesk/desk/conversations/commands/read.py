"""Say how far one has read."""

from ictdesk.desk.conversations import rules
from ictdesk.desk.conversations.changing import changed, lock
from ictdesk.desk.conversations.events import ConversationRead
from ictdesk.desk.conversations.models import Conversation
from ictdesk.kernel.actor import Actor, Visitor
from ictdesk.kernel.command import command


@command(allow=rules.can_mark_read)
def mark_read(*, actor: Actor, conversation: Conversation, seq: int) -> Conversation:
    """Moves the reading mark forward, never back, and never past the last message.

    A visitor counts public messages, the team all of them. A mark that is there already changes nothing.
    """
    locked = lock(conversation.id)
    visitor = isinstance(actor, Visitor)
    field = "contact_read_seq" if visitor else "agent_read_seq"
    seq = min(seq, locked.last_public_seq if visitor else locked.last_seq)
    if seq <= getattr(locked, field):
        return locked
    setattr(locked, field, seq)
    return changed(locked, actor, ConversationRead, field, visible=True)
