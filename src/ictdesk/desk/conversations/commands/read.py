"""Say how far one has read."""

from ictdesk.desk.conversations import rules
from ictdesk.desk.conversations.changing import changed, lock
from ictdesk.desk.conversations.events import ConversationRead
from ictdesk.desk.conversations.models import Conversation, Mention
from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor, Member, Visitor
from ictdesk.kernel.command import command


@command(allow=rules.can_mark_read, while_ending=True)
def mark_read(*, actor: Actor, conversation: Conversation, seq: int) -> Conversation:
    """Moves the reading mark forward, never back, and never past the last message.

    A visitor counts public messages, the team all of them. What names the reader there is seen with it. A mark that
    is there already changes nothing.
    """
    locked = lock(conversation.id)
    visitor = isinstance(actor, Visitor)
    field = "contact_read_seq" if visitor else "agent_read_seq"
    seq = min(seq, locked.last_public_seq if visitor else locked.last_seq)
    seen = isinstance(actor, Member) and see_mentions(actor, locked, seq)
    moved = seq > getattr(locked, field)
    if moved:
        setattr(locked, field, seq)
    elif not seen:
        return locked
    return changed(locked, actor, ConversationRead, *([field] if moved else []), visible=moved)


def see_mentions(member: Member, locked: Conversation, seq: int) -> bool:
    """Notes that a member has seen the notes up to here that name them; returns whether any was new."""
    unseen = Mention.objects.filter(
        member=member.id, conversation=locked, read_at__isnull=True, message__seq__lte=seq
    )
    ids = list(unseen.values_list("id", flat=True))
    return bool(ids and Mention.objects.filter(id__in=ids).update(read_at=clock.now()))
