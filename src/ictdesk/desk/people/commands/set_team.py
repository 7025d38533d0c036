"""Name a team and say who is in it."""

from collections.abc import Sequence

from ictdesk.desk.people import rules
from ictdesk.desk.people.models import Member, TeamMember
from ictdesk.desk.workspaces.models import Team
from ictdesk.desk.workspaces.words import clean_word
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Conflict, Invalid
from ictdesk.kernel.events import bus


@command(allow=rules.can_manage_teams)
def set_team(*, actor: Actor, team: Team, name: str, members: Sequence[Member]) -> Team:
    """Sets the name and exactly these members. Raises `Invalid`, and `Conflict` when the name is taken."""
    name = clean_word(name, 80, "A team's name")
    fresh: Team = Team.objects.select_for_update().find(id=team.id)
    if Team.objects.filter(name=name).exclude(id=fresh.id).exists():
        raise Conflict("There is a team of this name.")
    if not all(member.active for member in members):
        raise Invalid("A former member is in no team.")
    wanted = {member.id for member in members}
    TeamMember.objects.filter(team=fresh).exclude(member_id__in=wanted).delete()
    present = set(TeamMember.objects.filter(team=fresh).values_list("member_id", flat=True))
    for member_id in sorted(wanted - present):
        TeamMember.objects.create(team=fresh, member_id=member_id)
    fresh.name = name
    fresh.save(update_fields=["name"])
    record(actor, "team.set", "team", fresh.id, members=len(wanted))
    bus.setup_after_commit()
    return fresh
