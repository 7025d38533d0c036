"""Take a merge of contacts back, within a day."""

from uuid import UUID

from ictdesk.desk.contacts import joining, parting
from ictdesk.desk.contacts.models import ContactMerge
from ictdesk.desk.contacts.rules import can_edit
from ictdesk.desk.conversations.changing import hand_over, tell_of_contact
from ictdesk.desk.conversations.models import Conversation
from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo, Conflict


@command(allow=can_edit)
def undo_merge(*, actor: Actor, merge: ContactMerge) -> ContactMerge:
    """Everything goes back to where it was. Raises `AlreadySo`, and `Conflict` after a day or a later change."""
    fresh: ContactMerge = ContactMerge.objects.select_for_update(no_key=True).find(id=merge.id)
    if fresh.undone_at is not None:
        raise AlreadySo("This merge was undone before.")
    if clock.now() - fresh.made_at > joining.UNDO_FOR:
        raise Conflict("A merge can be undone for one day, and that is over.")
    parting.part(fresh)
    ids = [UUID(text) for text in fresh.moved["conversations"]]
    if Conversation.objects.filter(id__in=ids, contact=fresh.target).count() != len(ids):
        raise Conflict("A conversation that came with it went elsewhere since, so this cannot be undone.")
    hand_over(ids, fresh.source, actor)
    fresh.undone_at = clock.now()
    fresh.save(update_fields=["undone_at"])
    record(actor, "contact.unmerge", "contact", fresh.target_id, source=str(fresh.source_id))
    tell_of_contact(fresh.target, actor)
    return fresh
