"""Make a team."""

from ictdesk.desk.workspaces import rules
from ictdesk.desk.workspaces.models import Team
from ictdesk.desk.workspaces.words import clean_word
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Conflict
from ictdesk.kernel.events import bus


@command(allow=rules.can_manage)
def make_team(*, actor: Actor, name: str) -> Team:
    """Makes a team with nobody in it. Raises `Invalid`, and `Conflict` when the name is taken."""
    name = clean_word(name, 80, "A team's name")
    if Team.objects.filter(name=name).exists():
        raise Conflict("There is a team of this name.")
    team: Team = Team.objects.create(name=name)
    record(actor, "team.make", "team", team.id)
    bus.setup_after_commit()
    return team
