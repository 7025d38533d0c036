"""Change a canned reply."""

from ictdesk.desk.workspaces import rules
from ictdesk.desk.workspaces.canned import clean, must_be_free
from ictdesk.desk.workspaces.models import CannedReply, Team
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo
from ictdesk.kernel.events import bus


@command(allow=rules.can_manage)
def change_canned_reply(
    *, actor: Actor, reply: CannedReply, shortcut: str, title: str, body: str, team: Team | None = None
) -> CannedReply:
    """Sets all of it at once. Raises `AlreadySo`, `Invalid`, and `Conflict` when the shortcut is taken."""
    fresh: CannedReply = CannedReply.objects.select_for_update().find(id=reply.id)
    wanted = clean(shortcut, title, body) | {"team_id": team.id if team else None}
    if all(getattr(fresh, name) == value for name, value in wanted.items()):
        raise AlreadySo
    for name, value in wanted.items():
        setattr(fresh, name, value)
    must_be_free(fresh)
    fresh.save()
    record(actor, "canned_reply.change", "canned_reply", fresh.id)
    bus.setup_after_commit()
    return fresh
