"""Make a tag."""

from ictdesk.desk.workspaces import rules
from ictdesk.desk.workspaces.models import Tag
from ictdesk.desk.workspaces.words import clean_word
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Conflict
from ictdesk.kernel.events import bus


@command(allow=rules.can_manage)
def make_tag(*, actor: Actor, name: str) -> Tag:
    """Makes a tag that no conversation has yet. Raises `Invalid`, and `Conflict` when there is one."""
    name = clean_word(name, 40, "A tag")
    if Tag.objects.filter(name=name).exists():
        raise Conflict("There is a tag of this name.")
    tag: Tag = Tag.objects.create(name=name)
    record(actor, "tag.make", "tag", tag.id)
    bus.setup_after_commit()
    return tag
