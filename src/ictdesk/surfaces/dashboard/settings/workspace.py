"""The workspace's name, looks and hours; the notice above the first message."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from ictdesk.desk.people import rules
from ictdesk.desk.workspaces import commands
from ictdesk.desk.workspaces.models import Notice, Workspace
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view
from ictdesk.surfaces.dashboard.settings.forms import NoticeForm, WorkspaceForm
from ictdesk.surfaces.dashboard.settings.preview import drawn
from ictdesk.surfaces.dashboard.settings.saving import accepted, back
from ictdesk.surfaces.dashboard.settings.tabs import tabs_for

PLAIN = ("name", "color", "greeting", "offline_text", "time_zone")


@require_GET
@desk_view(needs="conversation.read")
def door(request: DeskRequest) -> HttpResponse:
    """To the first page that is open to the member."""
    first = tabs_for(rules.rights_of(request.actor))[0][1][0]
    return redirect(first.page, slug=request.workspace.slug)


@require_http_methods(["GET", "POST"])
@desk_view(needs="workspace.manage")
def settings(request: DeskRequest) -> HttpResponse:
    """Name, colour, greeting, opening hours."""
    hours = request.workspace.hours
    form = WorkspaceForm(request.POST or None, hours=hours, initial=as_initial(request.workspace))
    form.initial.update(form.initial_hours(hours))
    if request.method == "POST" and accepted(form, lambda: _save(request, form)):
        return back(request, "settings-workspace")
    shown = {
        "form": form,
        "preview": drawn(request.workspace, request.POST or as_initial(request.workspace)),
        "section": "settings",
        "tab": "workspace",
    }
    return render(request, "settings/workspace.html", shown)


@require_http_methods(["GET", "POST"])
@desk_view(needs="workspace.manage")
def notice(request: DeskRequest) -> HttpResponse:
    """The notice in force and the versions before it; a change makes the next version."""
    versions = list(Notice.objects.order_by("-version"))
    newest = versions[0] if versions else None
    initial = {"text": newest.text, "privacy_url": newest.privacy_url} if newest else {}
    form = NoticeForm(request.POST or None, initial=initial)

    def publish() -> None:
        sent = form.cleaned_data
        commands.publish_notice(actor=request.actor, text=sent["text"], privacy_url=sent["privacy_url"])

    if request.method == "POST" and accepted(form, publish):
        return back(request, "settings-notice")
    shown = {"form": form, "versions": versions, "section": "settings", "tab": "notice"}
    return render(request, "settings/notice.html", shown)


def as_initial(workspace: Workspace) -> dict[str, Any]:
    """The workspace as the form shows it, without its hours."""
    return {name: getattr(workspace, name) for name in PLAIN}


def _save(request: DeskRequest, form: WorkspaceForm) -> None:
    plain = {name: form.cleaned_data[name] for name in PLAIN}
    commands.set_workspace(actor=request.actor, hours=form.hours(), **plain)
