"""Delete a tag."""

from ictdesk.desk.conversations import rules
from ictdesk.desk.conversations.models import ConversationTag
from ictdesk.desk.conversations.retelling import retell, tagged
from ictdesk.desk.workspaces.models import Tag
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.events import bus


@command(allow=rules.can_set_up)
def delete_tag(*, actor: Actor, tag: Tag) -> int:
    """Takes it off every conversation and deletes it. Returns how many those were. Raises `NotFound`."""
    fresh: Tag = Tag.objects.select_for_update().find(id=tag.id)
    touched = tagged(fresh.id)
    ConversationTag.objects.filter(tag=fresh).delete()
    record(actor, "tag.delete", "tag", fresh.id, conversations=retell(touched, actor))
    bus.setup_after_commit()
    fresh.delete()
    return len(touched)
