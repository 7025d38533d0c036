"""Make a canned reply."""

from ictdesk.desk.workspaces import rules
from ictdesk.desk.workspaces.canned import clean, must_be_free
from ictdesk.desk.workspaces.models import CannedReply, Team
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.events import bus


@command(allow=rules.can_manage)
def make_canned_reply(
    *, actor: Actor, shortcut: str, title: str, body: str, team: Team | None = None
) -> CannedReply:
    """Makes one. Raises `Invalid`, and `Conflict` when the shortcut is taken."""
    reply = CannedReply(**clean(shortcut, title, body), team=team)
    must_be_free(reply)
    reply.save()
    record(actor, "canned_reply.make", "canned_reply", reply.id)
    bus.setup_after_commit()
    return reply
