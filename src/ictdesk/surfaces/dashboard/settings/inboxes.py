"""Inboxes: where the chat may be shown, what it asks first, and the line to put on the website."""

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from ictdesk.desk.mail import addresses
from ictdesk.desk.workspaces import commands
from ictdesk.desk.workspaces.models import Inbox, Workspace
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view
from ictdesk.surfaces.dashboard.settings.forms import InboxForm, NewInboxForm
from ictdesk.surfaces.dashboard.settings.preview import drawn
from ictdesk.surfaces.dashboard.settings.saving import accepted, back


@require_http_methods(["GET", "POST"])
@desk_view(needs="workspace.manage")
def all_inboxes(request: DeskRequest) -> HttpResponse:
    """The list, and a form for another."""
    form = NewInboxForm(request.POST or None)
    made: list[Inbox] = []

    def make() -> None:
        made.append(commands.make_inbox(actor=request.actor, name=form.cleaned_data["name"]))

    if request.method == "POST" and accepted(form, make):
        return back(request, "settings-inbox", inbox_id=made[0].id)
    shown = {
        "form": form,
        "inboxes": list(Inbox.objects.order_by("id")),
        "section": "settings",
        "tab": "inboxes",
    }
    return render(request, "settings/inboxes.html", shown)


@require_http_methods(["GET", "POST"])
@desk_view(needs="workspace.manage")
def one_inbox(request: DeskRequest, inbox_id: UUID) -> HttpResponse:
    """One inbox."""
    inbox: Inbox = Inbox.objects.find(id=inbox_id)
    form = InboxForm(
        request.POST or None, initial=_initial(inbox), mail_host=addresses.host_of(request.workspace.slug)
    )

    def save() -> None:
        commands.set_inbox(
            actor=request.actor,
            inbox=inbox,
            name=form.cleaned_data["name"],
            allowed_origins=form.origins(),
            prechat=form.prechat(),
            mail_local=form.cleaned_data["mail_local"],
        )

    if request.method == "POST" and accepted(form, save):
        return back(request, "settings-inbox", inbox_id=inbox_id)
    shown = {
        "form": form,
        "inbox": inbox,
        "snippet": snippet(inbox),
        "form_url": form_url(inbox, request.workspace),
        "mail": addresses.address_of(inbox, request.workspace),
        "preview": drawn(request.workspace, request.POST or _initial(inbox)),
        "section": "settings",
        "tab": "inboxes",
    }
    return render(request, "settings/inbox.html", shown)


def form_url(inbox: Inbox, workspace: Workspace) -> str:
    """Where people ask without a chat."""
    return f"{settings.ICTDESK_BASE_URL}{reverse('request-form', args=[workspace.slug, inbox.widget_key])}"


def snippet(inbox: Inbox) -> str:
    """The line that puts the chat on a website."""
    return (
        f'<script src="{settings.ICTDESK_BASE_URL}/widget.js" data-key="{inbox.widget_key}" async></script>'
    )


def _initial(inbox: Inbox) -> dict[str, str]:
    asked = {str(f["name"]): "required" if f["required"] else "optional" for f in inbox.prechat}
    return {
        "name": inbox.name,
        "allowed_origins": "\n".join(inbox.allowed_origins),
        "mail_local": inbox.mail_local,
        "ask_name": asked.get("name", ""),
        "ask_email": asked.get("email", ""),
    }
