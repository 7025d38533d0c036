"""Say that two conversations belong together, and that they do not."""

from uuid import UUID

from ictdesk.desk.conversations import linking, rules
from ictdesk.desk.conversations.changing import changed, lock
from ictdesk.desk.conversations.events import ConversationChanged
from ictdesk.desk.conversations.models import Conversation, ConversationLink
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.command import command


@command(allow=rules.can_tag)
def link(*, actor: Actor, conversation: Conversation, other: Conversation, kind: str) -> ConversationLink:
    """Links two: `other` is the `kind` of `conversation`; both show it. Raises `AlreadySo`, `Invalid`."""
    ends = [lock(id_) for id_ in sorted({conversation.id, other.id})]
    made = linking.put(conversation, other, kind)
    for one in ends:
        changed(one, actor, ConversationChanged)
    return made


@command(allow=rules.can_tag)
def unlink(*, actor: Actor, link: ConversationLink) -> None:
    """Takes a link away from both. Raises `NotFound` when it is gone."""
    ends: list[UUID] = sorted([link.source_id, link.target_id])
    locked = [lock(id_) for id_ in ends]
    ConversationLink.objects.find(id=link.id).delete()
    for one in locked:
        changed(one, actor, ConversationChanged)
