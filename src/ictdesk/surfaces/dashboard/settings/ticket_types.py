"""Ticket types: the workspace's own names for kinds of work."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ictdesk.desk.conversations import commands as conversations
from ictdesk.desk.workspaces import commands
from ictdesk.desk.workspaces.models import TicketType
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view
from ictdesk.surfaces.dashboard.settings.list_forms import TypeForm
from ictdesk.surfaces.dashboard.settings.saving import accepted, back, tried


@require_http_methods(["GET", "POST"])
@desk_view(needs="workspace.manage")
def all_types(request: DeskRequest) -> HttpResponse:
    """The list, and a form for another."""
    form = TypeForm(request.POST or None)
    if request.method == "POST" and accepted(
        form, lambda: commands.make_ticket_type(actor=request.actor, **form.cleaned_data)
    ):
        return back(request, "settings-types", _("The type is ready."))
    rows = TicketType.objects.order_by("position", "id")
    shown = {"form": form, "rows": rows, "section": "settings", "tab": "types"}
    return render(request, "settings/types.html", shown)


@require_http_methods(["GET", "POST"])
@desk_view(needs="workspace.manage")
def one_type(request: DeskRequest, type_id: UUID) -> HttpResponse:
    """A type's name."""
    type_: TicketType = TicketType.objects.find(id=type_id)
    form = TypeForm(request.POST or None, initial={"name": type_.name})
    if request.method == "POST" and accepted(
        form,
        lambda: commands.rename_ticket_type(actor=request.actor, ticket_type=type_, **form.cleaned_data),
    ):
        return back(request, "settings-types")
    shown = {"type": type_, "form": form, "section": "settings", "tab": "types"}
    return render(request, "settings/type.html", shown)


@require_POST
@desk_view(needs="workspace.manage")
def delete(request: DeskRequest, type_id: UUID) -> HttpResponse:
    """Takes it off its tickets and deletes it."""
    type_ = TicketType.objects.find(id=type_id)
    act = lambda: conversations.delete_ticket_type(actor=request.actor, ticket_type=type_)  # noqa: E731
    return tried(request, "settings-types", act, _("The type was deleted."))
