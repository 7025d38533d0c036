"""Delete a status."""

from ictdesk.desk.conversations import rules
from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.conversations.retelling import retell
from ictdesk.desk.workspaces import states
from ictdesk.desk.workspaces.models import Status
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Conflict, Invalid
from ictdesk.kernel.events import bus


@command(allow=rules.can_set_up)
def delete_status(*, actor: Actor, status: Status, replacement: Status | None = None) -> int:
    """Deletes a status; the conversations that have it get the replacement. Returns how many those were.

    Raises `Conflict` for the only one of its category, and without a replacement for one that conversations
    have; `Invalid` for a replacement of another category, by which they are counted; `NotFound`.
    """
    kept = {one.id: one for one in states.lock()}
    fresh: Status = Status.objects.find(id=status.id)
    if sum(one.category == fresh.category for one in kept.values()) < 2:
        raise Conflict("Each category needs a status: this is the only one of its kind.")
    other = kept.get(replacement.id) if replacement else None
    if replacement and (other is None or other.id == fresh.id or other.category != fresh.category):
        raise Invalid("The replacement is another status of the same category.")
    having = list(Conversation.objects.filter(status=fresh).values_list("id", flat=True))
    if having and other is None:
        raise Conflict("Conversations have this status. Say which one they get instead.")
    if other:
        Conversation.objects.filter(status=fresh).update(status=other)
    record(
        actor,
        "status.delete",
        "status",
        fresh.id,
        category=fresh.category,
        conversations=retell(having, actor),
    )
    bus.setup_after_commit()
    fresh.delete()
    return len(having)
