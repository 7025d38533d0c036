"""One case: its facts, its letters, what may be done next, and who did what."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ictdesk.business.vendor import forwarding
from ictdesk.business.vendor import queries as vendor
from ictdesk.desk.contacts import queries as contacts
from ictdesk.desk.people import queries as people
from ictdesk.kernel.audit.models import AuditRecord
from ictdesk.kernel.audit.seeing import seen
from ictdesk.kernel.errors import Invalid, NotFound
from ictdesk.kernel.ids import parse_id
from ictdesk.kernel.vault import doors
from ictdesk.privacy.erasure import queries as erasures
from ictdesk.privacy.export import commands as archives
from ictdesk.privacy.export import queries as export
from ictdesk.privacy.rights import authorities, commands, detail, queries, regimes, rules, states, words
from ictdesk.privacy.rights.commands import Decision
from ictdesk.privacy.rights.models import RightsItem, RightsLetter, RightsRequest, RightsSubject
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view
from ictdesk.surfaces.dashboard.privacy import forms, objecting, recipients, restricting, transferring
from ictdesk.surfaces.dashboard.privacy.shown import line
from ictdesk.surfaces.dashboard.settings.saving import tried

type Step = Callable[[DeskRequest, RightsRequest], object]

PLAIN: dict[str, Callable[..., object]] = {
    "pass_on": commands.pass_on,
    "withdraw": commands.take_back,
    "abandon": commands.abandon,
    "begin": commands.begin_work,
    "back": commands.send_back,
    "read": commands.read_too,
    "decide": commands.decide,
    "deliver": commands.deliver,
    "close": commands.close_case,
}
IN_WORK = ("accepted", "collecting", "reviewing")


@require_GET
@desk_view(needs="rights.read")
def case(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Everything about it on one page."""
    row = _find(request, case_id)
    seen(request.actor, "rights_request", row.id)
    return _shown(request, row)


@require_POST
@desk_view(needs="rights.read")
def step(request: DeskRequest, case_id: UUID, verb: str) -> HttpResponse:
    """Does one step; a refusal stands on the page, and nothing has changed."""
    row = _find(request, case_id)
    more = restricting.STEPS | objecting.STEPS | transferring.STEPS
    act = STEPS.get(verb) or more.get(verb) or _plain(verb)
    return tried(request, "privacy-case", lambda: act(request, row), _("Done."), case_id=row.id)


def _find(request: DeskRequest, case_id: UUID) -> RightsRequest:
    found: RightsRequest = queries.cases_for(request.actor).find(id=case_id)
    return found


def _plain(verb: str) -> Step:
    if verb not in PLAIN:
        raise NotFound
    return lambda request, row: PLAIN[verb](actor=request.actor, request=row)


def _clean(form: Any) -> dict[str, Any]:
    """What a small form says. Raises `Invalid` with its first complaint."""
    if not form.is_valid():
        raise Invalid(next(iter(form.errors.values()))[0])
    return dict(form.cleaned_data)


def _triage(request: DeskRequest, row: RightsRequest) -> object:
    said = _clean(forms.TriageForm(request.POST))
    about = contacts.subjects_addressed_as(said.pop("address"))
    return commands.sort_case(actor=request.actor, request=row, people=about, **said)


def _merge(request: DeskRequest, row: RightsRequest) -> object:
    other = _find(request, parse_id(request.POST.get("into", "")))
    return commands.join_cases(actor=request.actor, request=row, into=other)


def _submit(request: DeskRequest, row: RightsRequest) -> object:
    said = {right: _clean(forms.DecisionForm(request.POST, prefix=right)) for right in row.rights}
    decisions = {right: Decision(**one) for right, one in said.items()}
    return commands.propose(actor=request.actor, request=row, decisions=decisions)


STEPS: dict[str, Step] = {
    "triage": _triage,
    "merge": _merge,
    "submit": _submit,
    "identify": lambda request, row: commands.identify(
        actor=request.actor, request=row, **_clean(forms.MethodForm(request.POST))
    ),
    "doubt": lambda request, row: commands.ask_identity(
        actor=request.actor, request=row, **_clean(forms.DoubtForm(request.POST))
    ),
    "extend": lambda request, row: commands.extend(
        actor=request.actor, request=row, **_clean(forms.LongerForm(request.POST))
    ),
}


def _again(request: DeskRequest, row: RightsRequest) -> object:
    known = export.bundles_of(row)
    for bundle in [one for one in known if one.state == "failed"] or known:
        archives.order_bundle(actor=request.actor, bundle=bundle)
    return row


def _pass_to(request: DeskRequest, row: RightsRequest) -> object:
    """For the vendor alone: of a customer's workspace nobody learns whether another one is there."""
    if not vendor.is_here() or not rules.can_handle(request.actor):
        raise NotFound
    forwarding.pass_to(row, _clean(forms.DeskForm(request.POST))["desk"])
    return row


STEPS["again"] = _again
STEPS["pass_to"] = _pass_to
STEPS["ask"] = lambda request, row: commands.ask_detail(
    actor=request.actor, request=row, **_clean(forms.QuestionForm(request.POST))
)
STEPS["answered"] = lambda request, row: commands.note_detail(
    actor=request.actor, request=row, **_clean(forms.AnsweredForm(request.POST))
)


def _shown(request: DeskRequest, row: RightsRequest) -> HttpResponse:
    subjects = RightsSubject.objects.filter(request=row).values_list("person_id", flat=True)
    items = {item.right: item for item in RightsItem.objects.filter(request=row)}
    letters = RightsLetter.objects.filter(request=row).order_by("written_at", "id")
    authority = authorities.authority_of(row.country or request.workspace.holidays_of)
    others = [one for one in queries.open_cases(request.actor) if one.id != row.id]
    joinable = [(str(one.id), f"{one} {one.name}") for one in others if one.state in states.BEFORE_WORK]
    shown = {
        "case": row,
        "line": line(row, queries.today()),
        "channel": words.CHANNELS[row.channel],
        "requester": words.REQUESTERS[row.requester],
        "method": words.METHODS.get(row.identity, ""),
        "law": regimes.REGIMES[row.regime],  # type: ignore[index]  # a constraint keeps the keys
        "authority": authority,
        "people": contacts.behind(subjects),
        "items": [_item(right, items.get(right)) for right in row.rights],
        "letters": list(letters),
        "bundles": export.bundles_of(row),
        "open_passages": export.open_passages(row),
        "erasures": erasures.of_case(row.id),
        "history": _history(request, row),
        "next": states.LEADS_TO[row.state],  # type: ignore[index]
        "may_extend": row.state in IN_WORK and row.extended_at is None and queries.today() <= row.legal_on,
        "may_decide": rules.can_decide(request.actor) and queries.is_lead(request.actor),
        "may_ask": row.state in ("accepted", "collecting") and row.detail_asked_at is None,
        "asked": detail.open_question(row),
        "stands": detail.stands(row),
        "needs_second": any(item.outcome in words.NEEDS_REASON for item in items.values())
        and row.read_by is None,
        "section": "privacy",
    }
    with doors.opened("rights"):  # whoever handles the case of a restricted person knows whose it is
        told = restricting.shown(row) | objecting.shown(row) | recipients.of_case(row.id)
        told |= transferring.shown(row)
        return render(request, "privacy/case.html", shown | _forms(row, joinable) | told)


def _forms(row: RightsRequest, joinable: list[tuple[str, str]]) -> dict[str, Any]:
    start = {"rights": row.rights, "address": row.email, "country": row.country}
    return {
        "triage_form": forms.TriageForm(initial=start, auto_id="triage_%s"),
        "method_form": forms.MethodForm(auto_id="method_%s"),
        "desk_form": forms.DeskForm(auto_id="desk_%s") if vendor.is_here() else None,
        "doubt_form": forms.DoubtForm(auto_id="doubt_%s"),
        "question_form": forms.QuestionForm(auto_id="question_%s"),
        "answered_form": forms.AnsweredForm(auto_id="answered_%s"),
        "longer_form": forms.LongerForm(auto_id="longer_%s"),
        "into_form": forms.IntoForm(others=joinable, auto_id="into_%s") if joinable else None,
        "decision_forms": [
            (words.RIGHTS[right], forms.DecisionForm(prefix=right, initial={"outcome": "fulfilled"}))
            for right in row.rights
        ],
    }


def _item(right: str, item: RightsItem | None) -> dict[str, Any]:
    return {
        "word": words.RIGHTS[right],
        "article": words.ARTICLES[right],
        "outcome": words.OUTCOMES[item.outcome] if item else "",
        "reason": words.REASONS.get(item.reason, "") if item else "",
        "words": item.words if item else "",
    }


def _history(request: DeskRequest, row: RightsRequest) -> list[dict[str, Any]]:
    """Who did what, from the audit trail, oldest first."""
    names = {member.id: member.name for member in people.members_of(request.actor)}
    acts = AuditRecord.objects.filter(object_kind="rights_request", object_id=row.id).order_by("at", "id")
    acts = acts.exclude(action__startswith="seen.")
    return [
        {"at": one.at, "what": _act(one.action), "who": names.get(one.actor_id, _("The software"))}
        for one in acts
    ]


def _act(action: str) -> object:
    code = action.removeprefix("rights.")
    more = {
        "received": _("Received"),
        "read_too": _("Read by a second member"),
        "extended": _("Given more time"),
        "detail_asked": _("Asked which data they mean"),
        "detail": _("Heard which data they mean"),
    }
    return more.get(code) or states.WORDS.get(code, code)
