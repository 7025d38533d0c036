"""Make one tag of two."""

from ictdesk.desk.conversations import rules
from ictdesk.desk.conversations.models import ConversationTag
from ictdesk.desk.conversations.retelling import retell, tagged, views_follow
from ictdesk.desk.workspaces.models import Tag
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Invalid
from ictdesk.kernel.events import bus


@command(allow=rules.can_set_up)
def merge_tags(*, actor: Actor, tag: Tag, into: Tag) -> int:
    """Puts `into` wherever `tag` was and deletes `tag`. Returns how many conversations that were.

    Raises `Invalid` for a tag and itself, `NotFound` when one is gone.
    """
    if tag.id == into.id:
        raise Invalid("A tag is merged into another one.")
    locked = {
        one.id: one.name
        for one in Tag.objects.select_for_update().filter(id__in=[tag.id, into.id]).order_by("id")
    }
    for one in (tag, into):
        if one.id not in locked:
            Tag.objects.find(id=one.id)
    touched = tagged(tag.id)
    have = set(tagged(into.id))
    ConversationTag.objects.filter(tag=tag, conversation_id__in=have).delete()
    ConversationTag.objects.filter(tag=tag).update(tag=into)
    views_follow(locked[tag.id], locked[into.id])
    Tag.objects.filter(id=tag.id).delete()
    record(actor, "tag.merge", "tag", into.id, conversations=retell(touched, actor))
    bus.setup_after_commit()
    return len(touched)
