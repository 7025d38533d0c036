"""Write the fields that the workspace adds to its tickets."""

from collections.abc import Mapping

from ictdesk.desk.conversations import fields, rules
from ictdesk.desk.conversations.changing import changed, lock
from ictdesk.desk.conversations.events import ConversationChanged
from ictdesk.desk.conversations.models import Conversation
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo, Invalid


@command(allow=rules.can_tag, with_grant=True)
def set_fields(*, actor: Actor, conversation: Conversation, values: Mapping[str, object]) -> Conversation:
    """Sets fields by key; None takes one away. Raises `AlreadySo`, and `Invalid` changing nothing."""
    locked = lock(conversation.id)
    if locked.number is None:
        raise Invalid("Only a ticket has fields: make it one first.")
    if not fields.write(locked, values):
        raise AlreadySo
    return changed(locked, actor, ConversationChanged)
