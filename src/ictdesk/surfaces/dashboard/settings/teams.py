"""Teams: who takes conversations together."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ictdesk.desk.conversations import commands as conversations
from ictdesk.desk.people import commands as people
from ictdesk.desk.people import queries
from ictdesk.desk.people.models import Member
from ictdesk.desk.workspaces import commands
from ictdesk.desk.workspaces.models import Team
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view
from ictdesk.surfaces.dashboard.settings.list_forms import NameForm, TeamForm
from ictdesk.surfaces.dashboard.settings.saving import accepted, back, tried


@require_http_methods(["GET", "POST"])
@desk_view(needs="workspace.manage")
def all_teams(request: DeskRequest) -> HttpResponse:
    """The list, and a form for another."""
    form = NameForm(request.POST or None)
    made: list[Team] = []
    if request.method == "POST" and accepted(
        form, lambda: made.append(commands.make_team(actor=request.actor, **form.cleaned_data))
    ):
        return back(request, "settings-team", _("Now say who is in it."), team_id=made[0].id)
    shown = {"form": form, "rows": queries.teams_shown(request.actor), "section": "settings", "tab": "teams"}
    return render(request, "settings/teams.html", shown)


@require_http_methods(["GET", "POST"])
@desk_view(needs="workspace.manage")
def one_team(request: DeskRequest, team_id: UUID) -> HttpResponse:
    """A team's name and members."""
    team: Team = Team.objects.find(id=team_id)
    members = {str(member.id): member for member in queries.members_of(request.actor)}
    form = TeamForm(
        request.POST or None,
        initial={"name": team.name, "members": [str(id_) for id_ in queries.members_in(team)]},
        members=[(id_, member.name) for id_, member in members.items()],
    )

    def save() -> None:
        chosen: list[Member] = [members[id_] for id_ in form.cleaned_data["members"]]
        people.set_team(actor=request.actor, team=team, name=form.cleaned_data["name"], members=chosen)

    if request.method == "POST" and accepted(form, save):
        return back(request, "settings-teams")
    shown = {"form": form, "team": team, "section": "settings", "tab": "teams"}
    return render(request, "settings/team.html", shown)


@require_POST
@desk_view(needs="workspace.manage")
def delete(request: DeskRequest, team_id: UUID) -> HttpResponse:
    """Deletes a team."""
    team = Team.objects.find(id=team_id)
    return tried(
        request,
        "settings-teams",
        lambda: conversations.delete_team(actor=request.actor, team=team),
        _("The team was deleted."),
    )
