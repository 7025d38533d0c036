"""The register of transfers to other countries, for the vendor's people. Nobody else has such a page."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ictdesk.desk.people import queries as people
from ictdesk.kernel.errors import NotFound
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view
from ictdesk.surfaces.dashboard.privacy.abroad_forms import AssessForm, EndForm, SignForm
from ictdesk.surfaces.dashboard.settings.saving import accepted, back, tried
from ictdesk.trust.promises.page import promises
from ictdesk.trust.transfers import commands, register, words
from ictdesk.trust.transfers.models import AdequacyEnd, TransferAssessment
from ictdesk.trust.transfers.register import Transfer


@require_http_methods(["GET", "POST"])
@desk_view(needs="records.keep")
def listed(request: DeskRequest) -> HttpResponse:
    """Every transfer and what carries it, and a form for a decision that ends."""
    _must_be_vendors(request)
    form = EndForm(request.POST or None)

    def end() -> None:
        commands.end_adequacy(actor=request.actor, **form.cleaned_data)

    if request.method == "POST" and accepted(form, end):
        return back(request, "privacy-abroad", _("Noted. What rests on it is open again."))
    shown = {
        "form": form,
        "lines": [_shown(one) for one in register.transfers()],
        "ended": AdequacyEnd.objects.order_by("-ends_on"),
        "section": "privacy",
    }
    return render(request, "privacy/abroad.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET"])
@desk_view(needs="records.keep")
def one_transfer(request: DeskRequest, key: str) -> HttpResponse:
    """What carries it under each law, and every assessment of it."""
    one = _found(request, key)
    names = {who.id: who.name for who in people.opened(people.members_for(request.actor))}
    rows = TransferAssessment.objects.filter(transfer=key).order_by("-version")
    shown = _shown(one) | {"assessments": [_assessed(row, names) for row in rows[:20]], "section": "privacy"}
    return render(request, "privacy/abroad_one.html", shown)


@require_http_methods(["GET", "POST"])
@desk_view(needs="records.keep")
def assess(request: DeskRequest, key: str) -> HttpResponse:
    """Write an assessment, or the draft anew; it begins with what was said last."""
    one = _found(request, key)
    form = AssessForm(request.POST or None, initial=AssessForm.start(one.draft or one.assessment))

    def write() -> None:
        commands.write_transfer_assessment(actor=request.actor, transfer=key, assessed=form.assessed())

    if request.method == "POST" and accepted(form, write):
        return back(request, "privacy-abroad-one", _("The draft is kept. Sign it."), key=key)
    shown = _shown(one) | {"form": form, "section": "privacy"}
    return render(request, "privacy/abroad_assess.html", shown, status=422 if form.errors else 200)


@require_POST
@desk_view(needs="records.keep")
def step(request: DeskRequest, key: str, verb: str) -> HttpResponse:
    """Sign a draft, send it back, sign as the second one."""
    _found(request, key)
    form = SignForm(request.POST)
    acts: dict[str, Callable[[], object]] = {
        "submit": lambda: commands.submit_transfer(actor=request.actor, transfer=key),
        "return": lambda: commands.send_transfer_back(actor=request.actor, transfer=key),
    }
    if verb == "sign" and form.is_valid():
        acts["sign"] = lambda: commands.sign_transfer(
            actor=request.actor, transfer=key, review_on=form.cleaned_data["review_on"]
        )
    if verb not in acts:
        raise NotFound
    return tried(request, "privacy-abroad-one", acts[verb], _("Saved."), key=key)


def _must_be_vendors(request: DeskRequest) -> None:
    if not request.of_vendor:
        raise NotFound


def _found(request: DeskRequest, key: str) -> Transfer:
    _must_be_vendors(request)
    found = register.find(key)
    if found is None:
        raise NotFound
    return found


def _shown(one: Transfer) -> dict[str, Any]:
    lacking = [(words.LAWS[law], register.CLAUSES[law]) for law in one.lacking]
    return {
        "one": one,
        "state": words.STANDINGS[one.state],
        "changed": [words.CITED.get(name, name) for name in one.assessment.changed] if one.assessment else [],
        "carried": [
            {"law": words.LAWS[by.regime], "kind": words.KINDS[by.kind], "by": by} for by in one.instruments
        ],
        "lacking": lacking,
    }


def _assessed(row: TransferAssessment, names: dict[UUID, str]) -> dict[str, Any]:
    said = {one.key: one.words for one in promises()}
    return {
        "row": row,
        "word": words.STATES[row.state],
        "risk": words.RISKS[row.risk],
        "conclusion": words.CONCLUSIONS[row.conclusion],
        "measures": [(key, said.get(key, key)) for key in row.measures],
        "changed": [words.CITED.get(name, name) for name in row.changed],
        "author": names.get(row.author_id) or _("somebody who left"),
        "reviewer": names.get(row.reviewer_id) or _("somebody who left"),
        "form": SignForm(),
    }
