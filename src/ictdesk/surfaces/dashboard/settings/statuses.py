"""Statuses: the workspace's own names in fixed categories, and what visitors see of them."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ictdesk.desk.conversations import commands as conversations
from ictdesk.desk.workspaces import commands
from ictdesk.desk.workspaces.models import Status
from ictdesk.kernel.ids import parse_id
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view
from ictdesk.surfaces.dashboard.settings.list_forms import NewStatusForm, StatusForm
from ictdesk.surfaces.dashboard.settings.saving import accepted, back, tried
from ictdesk.surfaces.dashboard.words import CATEGORY_HINTS, CATEGORY_WORDS

type Choosable = tuple[Status, list[tuple[UUID, str]]]
type Group = tuple[str, object, object, list[Choosable]]


@require_http_methods(["GET", "POST"])
@desk_view(needs="workspace.manage")
def all_statuses(request: DeskRequest) -> HttpResponse:
    """The list by category, and a form for another."""
    form = NewStatusForm(request.POST or None)
    if request.method == "POST" and accepted(
        form, lambda: commands.make_status(actor=request.actor, **form.cleaned_data)
    ):
        return back(request, "settings-statuses", _("The status is ready."))
    shown = {"form": form, "groups": _groups(), "section": "settings", "tab": "statuses"}
    return render(request, "settings/statuses.html", shown)


@require_http_methods(["GET", "POST"])
@desk_view(needs="workspace.manage")
def one_status(request: DeskRequest, status_id: UUID) -> HttpResponse:
    """The two words of a status."""
    status: Status = Status.objects.find(id=status_id)
    words = {"name": status.name, "public_label": status.public_label}
    form = StatusForm(request.POST or None, initial=words)
    if request.method == "POST" and accepted(
        form, lambda: commands.change_status(actor=request.actor, status=status, **form.cleaned_data)
    ):
        return back(request, "settings-statuses")
    shown = {"form": form, "status": status, "section": "settings", "tab": "statuses"}
    return render(request, "settings/status.html", shown)


@require_POST
@desk_view(needs="workspace.manage")
def move(request: DeskRequest, status_id: UUID) -> HttpResponse:
    """Moves it up."""
    status = Status.objects.find(id=status_id)
    act = lambda: commands.move_status(actor=request.actor, status=status)  # noqa: E731
    return tried(request, "settings-statuses", act, _("The order was changed."))


@require_POST
@desk_view(needs="workspace.manage")
def delete(request: DeskRequest, status_id: UUID) -> HttpResponse:
    """Deletes it; conversations that have it get the one that was chosen."""
    status = Status.objects.find(id=status_id)
    chosen = request.POST.get("replacement", "")
    other = Status.objects.find(id=parse_id(chosen)) if chosen else None
    act = lambda: conversations.delete_status(actor=request.actor, status=status, replacement=other)  # noqa: E731
    return tried(request, "settings-statuses", act, _("The status was deleted."))


def _groups() -> list[Group]:
    """By category: its statuses in their order, each with those that could stand in for it."""
    rows = list(Status.objects.order_by("position", "id"))
    groups: list[Group] = []
    for category, word in CATEGORY_WORDS.items():
        alike = [row for row in rows if row.category == category]
        each = [(row, [(one.id, one.name) for one in alike if one.id != row.id]) for row in alike]
        groups.append((category, word, CATEGORY_HINTS[category], each))
    return groups
