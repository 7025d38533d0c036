"""Delete a team."""

from ictdesk.desk.conversations import rules
from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.conversations.retelling import retell
from ictdesk.desk.people.models import TeamMember
from ictdesk.desk.workspaces.models import CannedReply, Team
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Conflict
from ictdesk.kernel.events import bus


@command(allow=rules.can_set_up)
def delete_team(*, actor: Actor, team: Team) -> int:
    """Deletes it; its conversations belong to no team then. Returns how many those were.

    Raises `Conflict` while canned replies are for it alone: they would else be shown to all. `NotFound`.
    """
    fresh: Team = Team.objects.select_for_update().find(id=team.id)
    if CannedReply.objects.filter(team=fresh).exists():
        raise Conflict("Canned replies are for this team alone. Delete them or offer them to others first.")
    theirs = list(Conversation.objects.filter(team=fresh).values_list("id", flat=True))
    Conversation.objects.filter(team=fresh).update(team=None)
    TeamMember.objects.filter(team=fresh).delete()
    record(actor, "team.delete", "team", fresh.id, conversations=retell(theirs, actor))
    bus.setup_after_commit()
    fresh.delete()
    return len(theirs)
