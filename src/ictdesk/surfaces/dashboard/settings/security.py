"""What the workspace asks of its members' sign-in."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from ictdesk.desk.people import commands, queries
from ictdesk.desk.people.access import members_without_step
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view
from ictdesk.surfaces.dashboard.settings.policy_forms import SecurityForm
from ictdesk.surfaces.dashboard.settings.saving import accepted, back


@require_http_methods(["GET", "POST"])
@desk_view(needs="workspace.manage")
def security(request: DeskRequest) -> HttpResponse:
    """The policy, and who does not meet it yet."""
    now = {"second_step": request.workspace.second_step, "sign_in_hours": request.workspace.sign_in_hours}
    form = SecurityForm(request.POST or None, initial=now)
    if request.method == "POST" and accepted(
        form, lambda: commands.set_security(actor=request.actor, **form.cleaned_data)
    ):
        return back(request, "settings-security")
    without = members_without_step(queries.members_of(request.actor))
    shown = {"form": form, "without": without, "section": "settings", "tab": "security"}
    return render(request, "settings/security.html", shown)
