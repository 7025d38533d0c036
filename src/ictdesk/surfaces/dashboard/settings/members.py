"""Who works here."""

from typing import cast
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ictdesk.desk.people import commands, queries, rules
from ictdesk.desk.people.models import Member
from ictdesk.kernel.actor import Role
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view
from ictdesk.surfaces.dashboard.settings.forms import NewMemberForm
from ictdesk.surfaces.dashboard.settings.saving import accepted, back, tried
from ictdesk.surfaces.dashboard.words import ROLE_HINTS, ROLE_WORDS


@require_http_methods(["GET", "POST"])
@desk_view(needs="member.manage")
def all_members(request: DeskRequest) -> HttpResponse:
    """The list, and a form for another."""
    form = NewMemberForm(request.POST or None)
    form.fields["role"].choices = [*roles_to_give(request).items()]  # type: ignore[attr-defined]

    def add() -> None:
        commands.add_member(actor=request.actor, **form.cleaned_data)

    if request.method == "POST" and accepted(form, add):
        return back(request, "settings-members", _("The invitation is on its way by mail."))
    shown = {
        "form": form,
        "rows": _rows(request),
        "roles": roles_to_give(request),
        "hints": [(ROLE_WORDS[role], hint) for role, hint in ROLE_HINTS.items()],
        "section": "settings",
        "tab": "members",
    }
    return render(request, "settings/members.html", shown)


@require_POST
@desk_view(needs="member.manage")
def role(request: DeskRequest, member_id: UUID) -> HttpResponse:
    """Gives a member another role."""
    member = queries.members_for(request.actor).find(id=member_id, active=True)
    wanted = cast("Role", request.POST.get("role", ""))
    return tried(
        request,
        "settings-members",
        lambda: commands.change_role(actor=request.actor, member=member, role=wanted),
        _("The role was changed."),
    )


@require_POST
@desk_view(needs="member.manage")
def end(request: DeskRequest, member_id: UUID) -> HttpResponse:
    """Ends a membership."""
    member = queries.members_for(request.actor).find(id=member_id)
    return tried(
        request,
        "settings-members",
        lambda: commands.deactivate_member(actor=request.actor, member=member),
        _("The membership has ended; open sessions are closed."),
    )


def roles_to_give(request: DeskRequest) -> dict[str, str]:
    return {role: str(word) for role, word in ROLE_WORDS.items() if rules.can_give_role(request.actor, role)}


def _rows(request: DeskRequest) -> list[dict[str, object]]:
    members = queries.members_of(request.actor)
    addresses = queries.addresses_of(member.user_id for member in members)
    return [_row(request, member, addresses.get(member.user_id, "")) for member in members]


def _row(request: DeskRequest, member: Member, address: str) -> dict[str, object]:
    return {
        "id": member.id,
        "name": member.name,
        "address": address,
        "role": member.role,
        "role_word": ROLE_WORDS[member.role],
        "mine": member.id == request.actor.id,
        "mutable": rules.can_deactivate(request.actor, member),
    }
