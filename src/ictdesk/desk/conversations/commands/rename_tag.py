"""Give a tag another name."""

from ictdesk.desk.conversations import rules
from ictdesk.desk.conversations.retelling import retell, tagged, views_follow
from ictdesk.desk.workspaces.models import Tag
from ictdesk.desk.workspaces.words import clean_word
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo, Conflict
from ictdesk.kernel.events import bus


@command(allow=rules.can_set_up)
def rename_tag(*, actor: Actor, tag: Tag, name: str) -> Tag:
    """Sets the name everywhere, in saved views too. Raises `AlreadySo`, `Invalid`, and `Conflict` when another has it: merge them."""
    name = clean_word(name, 40, "A tag")
    fresh: Tag = Tag.objects.select_for_update().find(id=tag.id)
    if fresh.name == name:
        raise AlreadySo
    if Tag.objects.filter(name=name).exists():
        raise Conflict("There is a tag of this name. Merge the two instead.")
    former, fresh.name = fresh.name, name
    fresh.save(update_fields=["name"])
    views_follow(former, name)
    record(actor, "tag.rename", "tag", fresh.id, conversations=retell(tagged(fresh.id), actor))
    bus.setup_after_commit()
    return fresh
