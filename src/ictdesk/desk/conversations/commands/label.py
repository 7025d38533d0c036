"""Say how urgent a conversation is and what it is about."""

from collections.abc import Sequence
from typing import get_args

from ictdesk.desk.conversations import rules
from ictdesk.desk.conversations.changing import changed, lock
from ictdesk.desk.conversations.events import ConversationChanged
from ictdesk.desk.conversations.models import Conversation, ConversationTag
from ictdesk.desk.conversations.shapes import Priority
from ictdesk.desk.workspaces.models import Tag
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo, Invalid
from ictdesk.kernel.events import bus

PRIORITIES = frozenset(get_args(Priority.__value__))
MOST_TAGS = 20


@command(allow=rules.can_tag, with_grant=True)
def set_priority(*, actor: Actor, conversation: Conversation, priority: str) -> Conversation:
    """Raises `AlreadySo`, and `Invalid` for a word that is no priority."""
    if priority not in PRIORITIES:
        raise Invalid("The priority is low, normal, high or urgent.")
    locked = lock(conversation.id)
    if locked.priority == priority:
        raise AlreadySo
    locked.priority = priority
    return changed(locked, actor, ConversationChanged, "priority")


@command(allow=rules.can_tag, with_grant=True)
def set_tags(*, actor: Actor, conversation: Conversation, names: Sequence[str]) -> Conversation:
    """Puts exactly these tags on it; a new word becomes a tag of the workspace. Raises `AlreadySo`, `Invalid`."""
    wanted = {name.strip() for name in names}
    if len(wanted) > MOST_TAGS or not all(0 < len(name) <= 40 and name.isprintable() for name in wanted):
        raise Invalid(f"At most {MOST_TAGS} tags of 1 to 40 characters.")
    locked = lock(conversation.id)
    rows = {
        row.tag.name: row for row in ConversationTag.objects.filter(conversation=locked).select_related("tag")
    }
    if rows.keys() == wanted:
        raise AlreadySo
    for name in rows.keys() - wanted:
        rows[name].delete()
    for name in sorted(wanted - rows.keys()):
        tag, fresh = Tag.objects.get_or_create(name=name)
        if fresh:
            bus.setup_after_commit()
        ConversationTag.objects.create(conversation=locked, tag=tag)
    return changed(locked, actor, ConversationChanged)
