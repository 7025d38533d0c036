"""Teams: who takes conversations together."""

from uuid import UUID

from ninja import Router, Status

from ictdesk.desk.conversations import commands as conversations
from ictdesk.desk.people import commands as people
from ictdesk.desk.people import queries
from ictdesk.desk.workspaces import commands
from ictdesk.desk.workspaces.models import Team
from ictdesk.surfaces.api import schemas_setup as schemas
from ictdesk.surfaces.api import setup
from ictdesk.surfaces.api.callers import Call
from ictdesk.surfaces.api.idempotency import Answer
from ictdesk.surfaces.api.shapes_setup import Teams, TeamWhole

router = Router(tags=["Teams"])
ONE = "/teams/{uuid:team_id}"


@router.get("/teams", response=Teams)
def list_teams(request: Call) -> Teams:
    """Every team by name, with the ids of its members."""
    return {"items": setup.teams(request.auth.actor), "next": None}


@router.post("/teams", response={201: TeamWhole})
def make(request: Call, sent: schemas.NewTeam) -> Answer:
    """Makes one, with these members. Owners and admins."""
    actor = request.auth.actor
    members = queries.named(actor, sent.members)
    team = commands.make_team(actor=actor, name=sent.name)
    if members:
        people.set_team(actor=actor, team=team, name=team.name, members=members)
    return Answer(201, setup.team(actor, team), queries.subject_of(actor))


@router.patch(ONE, response=TeamWhole)
def change(request: Call, team_id: UUID, sent: schemas.TeamChange) -> TeamWhole:
    """Renames it, says who is in it."""
    actor = request.auth.actor
    team: Team = Team.objects.find(id=team_id)
    wanted = queries.active_in(team) if sent.members is None else sent.members
    members = queries.named(actor, wanted)
    name = team.name if sent.name is None else sent.name
    return setup.team(actor, people.set_team(actor=actor, team=team, name=name, members=members))


@router.delete(ONE, response={204: None})
def delete(request: Call, team_id: UUID) -> Status[None]:
    """Deletes it; its conversations belong to no team then."""
    conversations.delete_team(actor=request.auth.actor, team=Team.objects.find(id=team_id))
    return Status(204, None)
