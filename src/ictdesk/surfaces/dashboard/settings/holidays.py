"""Days on which the desk is closed."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from ictdesk.desk.workspaces import commands
from ictdesk.desk.workspaces.calendar import next_closed_days
from ictdesk.kernel import clock
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view
from ictdesk.surfaces.dashboard.settings.policy_forms import HolidaysForm
from ictdesk.surfaces.dashboard.settings.saving import accepted, back


@require_http_methods(["GET", "POST"])
@desk_view(needs="workspace.manage")
def holidays(request: DeskRequest) -> HttpResponse:
    """The country, the workspace's own days, and what comes next."""
    lines = "\n".join(f"{one['day']} {one['name']}" for one in request.workspace.closed_days)
    placed = HolidaysForm.placed(request.workspace.holidays_of)
    form = HolidaysForm(request.POST or None, initial={**placed, "closed_days": lines})

    def save() -> None:
        commands.set_holidays(actor=request.actor, holidays_of=form.place(), closed_days=form.days())

    if request.method == "POST" and accepted(form, save):
        return back(request, "settings-holidays")
    ahead = next_closed_days(request.workspace, clock.now())
    shown = {"form": form, "ahead": ahead, "section": "settings", "tab": "holidays"}
    return render(request, "settings/holidays.html", shown)


@require_GET
@desk_view(needs="workspace.manage")
def regions(request: DeskRequest) -> HttpResponse:
    """The regions of the country that was just chosen: the part of the form that depends on it."""
    form = HolidaysForm(initial={"country": request.GET.get("country", "")})
    return render(request, "settings/regions.html", {"form": form})
