"""What a member sets for themselves in this workspace."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from ictdesk.desk.digests import queries as digests
from ictdesk.desk.digests.commands import set_digest
from ictdesk.desk.people import commands, notifying, queries
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view
from ictdesk.surfaces.dashboard.settings.policy_forms import DigestForm, NotificationsForm, ProfileForm
from ictdesk.surfaces.dashboard.settings.saving import accepted, back


@require_http_methods(["GET", "POST"])
@desk_view(needs="conversation.read")
def profile(request: DeskRequest) -> HttpResponse:
    """One's own name here; the account's address, password and second step have pages of their own."""
    form = ProfileForm(request.POST or None, initial=_profile(request))

    def save() -> None:
        member = queries.member_of(request.user.id)
        name, signature = form.cleaned_data["name"], form.cleaned_data["signature"]
        if signature.replace("\r\n", "\n").strip() != (member.signature or ""):
            commands.set_signature(actor=request.actor, member=member, signature=signature)
            if name == member.name:
                return
        commands.rename_self(actor=request.actor, member=member, name=name)

    if request.method == "POST" and accepted(form, save):
        return back(request, "settings-profile")
    shown = {"form": form, "email": request.user.email, "section": "settings", "tab": "profile"}
    return render(request, "settings/profile.html", shown)


def _profile(request: DeskRequest) -> dict[str, str]:
    return {"name": request.actor.name, "signature": request.member.signature or ""}


@require_http_methods(["GET", "POST"])
@desk_view(needs="conversation.read")
def notifications(request: DeskRequest) -> HttpResponse:
    """How one is told that something came, on every device. Each browser's own permission stays with it."""
    form = NotificationsForm(request.POST or None, initial={**notifying.choice_of(request.member)})

    def save() -> None:
        commands.set_notifications(actor=request.actor, member=request.member, **form.cleaned_data)

    if request.method == "POST" and accepted(form, save):
        return back(request, "settings-notifications")
    return _notifications(request, form, _digest_form(request))


@require_POST
@desk_view(needs="conversation.read")
def digest(request: DeskRequest) -> HttpResponse:
    """How often one is mailed of what waits."""
    form = _digest_form(request)

    def save() -> None:
        set_digest(actor=request.actor, member=request.member, **form.cleaned_data)

    if accepted(form, save):
        return back(request, "settings-notifications")
    asked = NotificationsForm(initial={**notifying.choice_of(request.member)})
    return _notifications(request, asked, form)


def _digest_form(request: DeskRequest) -> DigestForm:
    said = request.POST if "often" in request.POST else None
    return DigestForm(said, initial={**digests.choice_of(request.member)})


def _notifications(request: DeskRequest, form: NotificationsForm, digest_form: DigestForm) -> HttpResponse:
    shown = {"form": form, "digest_form": digest_form, "section": "settings", "tab": "notifications"}
    return render(request, "settings/notifications.html", shown)
