"""Promises: how soon tickets of each priority are answered and solved."""

from contextlib import suppress

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from ictdesk.desk.tickets import commands
from ictdesk.desk.tickets.queries import promises_shown
from ictdesk.kernel.errors import AlreadySo
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view
from ictdesk.surfaces.dashboard.settings.promise_form import PromisesForm
from ictdesk.surfaces.dashboard.settings.saving import accepted, back


@require_http_methods(["GET", "POST"])
@desk_view(needs="workspace.manage")
def promises(request: DeskRequest) -> HttpResponse:
    """One table of all priorities, saved together."""
    form = PromisesForm(request.POST or None, promises=promises_shown(request.actor))

    def save() -> None:
        for priority, promise in form.wanted():
            with suppress(AlreadySo):
                commands.set_promise(actor=request.actor, priority=priority, **promise)

    if request.method == "POST" and accepted(form, save):
        return back(request, "settings-promises")
    shown = {"form": form, "section": "settings", "tab": "promises"}
    return render(request, "settings/promises.html", shown)
