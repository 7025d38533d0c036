"""What a member sets for themselves in this workspace."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from ictdesk.desk.people import commands, queries
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view
from ictdesk.surfaces.dashboard.settings.policy_forms import ProfileForm
from ictdesk.surfaces.dashboard.settings.saving import accepted, back


@require_http_methods(["GET", "POST"])
@desk_view(needs="conversation.read")
def profile(request: DeskRequest) -> HttpResponse:
    """One's own name here; the account's address, password and second step have pages of their own."""
    form = ProfileForm(request.POST or None, initial={"name": request.actor.name})

    def save() -> None:
        member = queries.member_of(request.user.id)
        commands.rename_self(actor=request.actor, member=member, **form.cleaned_data)

    if request.method == "POST" and accepted(form, save):
        return back(request, "settings-profile")
    shown = {"form": form, "email": request.user.email, "section": "settings", "tab": "profile"}
    return render(request, "settings/profile.html", shown)


@require_GET
@desk_view(needs="conversation.read")
def notifications(request: DeskRequest) -> HttpResponse:
    """How this device tells that something came. The choice stays on the device: the page keeps it there."""
    key = f"ictdesk:notify:{request.workspace.slug}:{request.actor.id}"
    return render(
        request, "settings/notifications.html", {"key": key, "section": "settings", "tab": "notifications"}
    )
