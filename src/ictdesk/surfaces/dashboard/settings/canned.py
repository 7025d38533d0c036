"""Canned replies: the texts that are written often."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ictdesk.desk.workspaces import commands
from ictdesk.desk.workspaces.models import CannedReply, Team
from ictdesk.desk.workspaces.placeholders import PLACEHOLDERS
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view
from ictdesk.surfaces.dashboard.settings.canned_form import CannedReplyForm
from ictdesk.surfaces.dashboard.settings.saving import accepted, back, tried

WORDS = [f"{{{{{name}}}}}" for name in PLACEHOLDERS]


@require_http_methods(["GET", "POST"])
@desk_view(needs="workspace.manage")
def all_canned(request: DeskRequest) -> HttpResponse:
    """The list, and a form for another."""
    form = _form(request)

    def make() -> None:
        commands.make_canned_reply(actor=request.actor, team=_team(form), **form.texts())

    if request.method == "POST" and accepted(form, make):
        return back(request, "settings-canned", _("The canned reply is ready."))
    rows = CannedReply.objects.select_related("team").order_by("shortcut")
    return _page(request, "settings/canned.html", form=form, rows=list(rows))


@require_http_methods(["GET", "POST"])
@desk_view(needs="workspace.manage")
def one_canned(request: DeskRequest, reply_id: UUID) -> HttpResponse:
    """One of them."""
    reply: CannedReply = CannedReply.objects.find(id=reply_id)
    form = _form(request, reply)

    def save() -> None:
        commands.change_canned_reply(actor=request.actor, reply=reply, team=_team(form), **form.texts())

    if request.method == "POST" and accepted(form, save):
        return back(request, "settings-canned")
    return _page(request, "settings/canned_one.html", form=form, reply=reply)


@require_POST
@desk_view(needs="workspace.manage")
def delete(request: DeskRequest, reply_id: UUID) -> HttpResponse:
    """Deletes it."""
    reply = CannedReply.objects.find(id=reply_id)
    return tried(
        request,
        "settings-canned",
        lambda: commands.delete_canned_reply(actor=request.actor, reply=reply),
        _("The canned reply was deleted."),
    )


def _form(request: DeskRequest, reply: CannedReply | None = None) -> CannedReplyForm:
    initial: dict[str, object] = {}
    if reply:
        initial = {name: getattr(reply, name) for name in ("shortcut", "title", "body")}
        initial["team"] = str(reply.team_id or "")
    teams = [(str(team.id), team.name) for team in Team.objects.order_by("name")]
    return CannedReplyForm(request.POST or None, initial=initial, teams=teams)


def _team(form: CannedReplyForm) -> Team | None:
    chosen = form.cleaned_data["team"]
    return Team.objects.find(id=chosen) if chosen else None


def _page(request: DeskRequest, template: str, **shown: object) -> HttpResponse:
    return render(request, template, {**shown, "placeholders": WORDS, "section": "settings", "tab": "canned"})
