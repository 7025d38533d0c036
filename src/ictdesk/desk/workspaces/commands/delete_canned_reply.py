"""Delete a canned reply."""

from ictdesk.desk.workspaces import rules
from ictdesk.desk.workspaces.models import CannedReply
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.events import bus


@command(allow=rules.can_manage)
def delete_canned_reply(*, actor: Actor, reply: CannedReply) -> None:
    """Deletes it; what was written with it stays. Raises `NotFound` when it is gone already."""
    fresh: CannedReply = CannedReply.objects.select_for_update().find(id=reply.id)
    record(actor, "canned_reply.delete", "canned_reply", fresh.id)
    bus.setup_after_commit()
    fresh.delete()
