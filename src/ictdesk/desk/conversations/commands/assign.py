"""Give a conversation to somebody, or to nobody."""

from ictdesk.desk.conversations import rules
from ictdesk.desk.conversations.changing import changed, lock
from ictdesk.desk.conversations.events import ConversationChanged
from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.people.models import Member
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo, Invalid


@command(allow=rules.can_assign)
def assign(*, actor: Actor, conversation: Conversation, member: Member | None) -> Conversation:
    """Sets the assignee. Raises `AlreadySo`, and `Invalid` for a member who is no longer active."""
    if member is not None and not member.active:
        raise Invalid("This member is no longer active.")
    locked = lock(conversation.id)
    if locked.assignee_id == (member.id if member else None):
        raise AlreadySo
    locked.assignee = member
    return changed(locked, actor, ConversationChanged, "assignee", visible=True)
