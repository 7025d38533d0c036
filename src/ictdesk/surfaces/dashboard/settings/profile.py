"""What a member sets for themselves in this workspace."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from ictdesk.desk.people import commands, notifying, queries
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view
from ictdesk.surfaces.dashboard.settings.policy_forms import NotificationsForm, ProfileForm
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


@require_http_methods(["GET", "POST"])
@desk_view(needs="conversation.read")
def notifications(request: DeskRequest) -> HttpResponse:
    """How one is told that something came, on every device. Each browser's own permission stays with it."""
    form = NotificationsForm(request.POST or None, initial={**notifying.choice_of(request.member)})

    def save() -> None:
        commands.set_notifications(actor=request.actor, member=request.member, **form.cleaned_data)

    if request.method == "POST" and accepted(form, save):
        return back(request, "settings-notifications")
    shown = {"form": form, "section": "settings", "tab": "notifications"}
    return render(request, "settings/notifications.html", shown)
