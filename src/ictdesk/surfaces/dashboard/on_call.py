"""The vendor's page: who is on call, what they ask for, and what another one approves."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from allauth.mfa.models import Authenticator
from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from ictdesk.desk.people import access as proofs
from ictdesk.desk.people import queries as people
from ictdesk.desk.people.models import Member
from ictdesk.kernel import clock
from ictdesk.kernel.errors import NotFound
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, Outside, desk_view
from ictdesk.surfaces.dashboard.settings.saving import accepted, back, tried
from ictdesk.trust.access import commands, inside, oncall, queries, rules, vendor, words
from ictdesk.trust.access.commands.ask import FRESH, Asked
from ictdesk.trust.access.machine import LONGEST
from ictdesk.trust.access.models import AccessGrant

LACKS = {
    "": gettext_lazy("may be let in"),
    "unsigned": gettext_lazy("has not signed"),
    "wording": gettext_lazy("has to sign the new wording"),
    "review": gettext_lazy("is due for review"),
}


class AskForm(forms.Form):
    workspace = forms.CharField(label=gettext_lazy("Address of the workspace"), max_length=63)
    reference = forms.CharField(label=gettext_lazy("Ticket or incident"), max_length=40)
    purpose = forms.ChoiceField(label=gettext_lazy("What for"), choices=[*words.PURPOSES.items()])
    door = forms.ChoiceField(label=gettext_lazy("Through"), choices=[*words.DOORS.items()])
    words = forms.CharField(
        label=gettext_lazy("What you will do"),
        max_length=200,
        help_text=gettext_lazy("The customer reads this. Name nobody."),
    )
    minutes = forms.IntegerField(label=gettext_lazy("Minutes"), min_value=1, max_value=LONGEST, initial=30)
    writes = forms.BooleanField(label=gettext_lazy("Also mend, not only look"), required=False)


class PersonForm(forms.Form):
    member = forms.ChoiceField(label=gettext_lazy("Member"))
    approves = forms.BooleanField(label=gettext_lazy("May approve what others ask"), required=False)

    def __init__(self, data: object, *, members: list[tuple[str, str]]) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.fields["member"].choices = members  # type: ignore[attr-defined]


@require_GET
@desk_view(needs="conversation.read")
def on_call(request: DeskRequest) -> HttpResponse:
    """The page. 404 in every other workspace."""
    return _page(request, AskForm())


@require_POST
@desk_view(needs="conversation.read")
def ask(request: DeskRequest) -> HttpResponse:
    """Asks for access; whoever asks has just given a code or used a passkey."""
    vendor.must_be_here()
    form = AskForm(request.POST)
    proved = proofs.stepped_at(request.session)
    if proved <= clock.now() - FRESH:
        return redirect(_prove(request))

    def act() -> None:
        commands.ask_access(actor=request.actor, asked=Asked(**form.cleaned_data), proved_at=proved)

    if accepted(form, act):
        return back(request, "on-call", _("Asked. Another one on the register approves it."))
    return _page(request, form, status=422)


@require_POST
@desk_view(needs="conversation.read")
def step(request: DeskRequest, grant_id: UUID, verb: str) -> HttpResponse | Outside:
    """Approve or refuse what another one asked; begin or leave one's own, which happens in the other workspace."""
    if not queries.grants_of_vendor(request.actor).filter(id=grant_id).exists():
        raise NotFound
    decide = {"approve": commands.approve_access, "refuse": commands.refuse_access}
    if verb in decide:
        act = decide[verb]
        return tried(request, "on-call", lambda: act(actor=request.actor, grant_id=grant_id), _("Done."))
    outside: dict[str, Callable[[UUID, UUID], AccessGrant]] = {"begin": inside.begin, "leave": inside.leave}
    if verb not in outside:
        raise NotFound
    return Outside(lambda: _moved(request, outside[verb], grant_id, enters=verb == "begin"))


@require_POST
@desk_view(needs="conversation.read")
def undertake(request: DeskRequest, verb: str) -> HttpResponse:
    """Sign the undertaking, or take it back."""
    vendor.must_be_here()
    if verb == "sign":
        version = request.POST.get("version", "")
        return tried(
            request,
            "on-call",
            lambda: commands.sign_undertaking(actor=request.actor, version=version),
            _("Signed."),
        )
    if verb == "withdraw":
        return tried(
            request, "on-call", lambda: commands.withdraw_undertaking(actor=request.actor), _("Taken back.")
        )
    raise NotFound


@require_POST
@desk_view(needs="member.manage")
def name(request: DeskRequest) -> HttpResponse:
    """Puts a member on the register for a quarter."""
    vendor.must_be_here()
    form = PersonForm(request.POST, members=_members(request))

    def act() -> None:
        member: Member = Member.objects.find(id=UUID(form.cleaned_data["member"]))
        commands.name_on_call(
            actor=request.actor,
            member=member,
            approves=form.cleaned_data["approves"],
            review_on=_quarter(),
        )

    if accepted(form, act):
        return back(request, "on-call", _("On the register. They sign for themselves."))
    return _page(request, AskForm(), person=form, status=422)


@require_POST
@desk_view(needs="member.manage")
def keep(request: DeskRequest, member_id: UUID, verb: str) -> HttpResponse:
    """Review somebody for another quarter, or take them off."""
    vendor.must_be_here()
    member: Member = people.members_for(request.actor).find(id=member_id)
    if verb == "remove":
        return tried(
            request,
            "on-call",
            lambda: commands.remove_from_call(actor=request.actor, member=member),
            _("Off the register."),
        )
    if verb != "review":
        raise NotFound
    approves = request.POST.get("approves") == "yes"
    return tried(
        request,
        "on-call",
        lambda: commands.review_on_call(
            actor=request.actor, member=member, approves=approves, review_on=_quarter()
        ),
        _("Reviewed for another quarter."),
    )


def _moved(
    request: DeskRequest, act: Callable[[UUID, UUID], AccessGrant], grant_id: UUID, *, enters: bool
) -> HttpResponse:
    moved: list[AccessGrant] = []
    answer = tried(request, "on-call", lambda: moved.append(act(request.user.id, grant_id)), _("Done."))
    return redirect("inbox", slug=queries.slug_of(moved[0])) if enters and moved else answer


def _page(
    request: DeskRequest, form: AskForm, *, person: PersonForm | None = None, status: int = 200
) -> HttpResponse:
    found = queries.lines(queries.grants_of_vendor(request.actor))
    register, members = oncall.register(), _rows(request)
    today, me = clock.now().date(), register.get(request.user.id)
    keeps = rules.can_keep_register(request.actor)
    shown = {
        "form": form,
        "person": person or (PersonForm(None, members=_members(request)) if keeps else None),
        "lines": [_said(one, request.user.id, me) for one in found],
        "register": [
            {"entry": entry, "member": members.get(user_id), "lacks": LACKS[entry.lacks(today)]}
            for user_id, entry in register.items()
        ],
        "me": me,
        "accounts": queries.accounts_reported(),
        "may_ask": me is not None and not me.lacks(today),
        "to_sign": me is not None and me.lacks(today) in ("unsigned", "wording"),
        "undertaking": words.UNDERTAKING,
        "version": words.VERSION,
        "fresh": proofs.stepped_at(request.session) > clock.now() - FRESH,
        "prove": _prove(request),
        "section": "privacy",
    }
    return render(request, "on_call.html", shown, status=status)


def _said(line: queries.Line, user_id: UUID, me: oncall.Entry | None) -> dict[str, Any]:
    mine = line.grant.user_id == user_id
    today = clock.now().date()
    return {
        "grant": line.grant,
        "state": line.state,
        "state_word": words.STATES[line.state],
        "purpose": words.PURPOSES[line.grant.purpose],
        "who": line.who,
        "slug": line.workspace,
        "approved_by": line.approved_by,
        "mine": mine,
        "to_approve": line.state == "asked"
        and not mine
        and line.grant.approved_by is None
        and me is not None
        and me.approves
        and not me.lacks(today),
    }


def _rows(request: DeskRequest) -> dict[UUID, Member]:
    return {one.user_id: one for one in people.opened(people.members_for(request.actor))}


def _members(request: DeskRequest) -> list[tuple[str, str]]:
    standing = oncall.register()
    return [
        (str(one.id), one.name) for one in people.members_of(request.actor) if one.user_id not in standing
    ]


def _quarter() -> Any:
    return clock.now().date() + timedelta(days=oncall.HOLDS.days)


def _prove(request: DeskRequest) -> str:
    """Where a code is given or a passkey used once more; where a second step is set up for whoever has none."""
    kinds = set(Authenticator.objects.filter(user=request.user).values_list("type", flat=True))
    back_to = urlencode({"next": reverse("on-call", kwargs={"slug": request.workspace.slug})})
    if Authenticator.Type.TOTP in kinds:
        return f"{reverse('mfa_reauthenticate')}?{back_to}"
    if Authenticator.Type.WEBAUTHN in kinds:
        return f"{reverse('mfa_reauthenticate_webauthn')}?{back_to}"
    return reverse("mfa_index")
