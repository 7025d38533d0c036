"""The register of purposes: what data is processed for, on which basis, and how interests were weighed."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ictdesk.desk.people import queries as people
from ictdesk.kernel.errors import NotFound
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view
from ictdesk.surfaces.dashboard.privacy.record_forms import ApproveForm, DescribeForm, OwnForm, WeighForm
from ictdesk.surfaces.dashboard.settings.saving import accepted, back, tried
from ictdesk.surfaces.dashboard.words import CLASS_WORDS, SUBJECT_WORDS
from ictdesk.trust.records import commands, queries, register, words
from ictdesk.trust.records.models import InterestAssessment
from ictdesk.trust.records.register import Line


@require_http_methods(["GET", "POST"])
@desk_view(needs="rights.read")
def all_purposes(request: DeskRequest) -> HttpResponse:
    """Every purpose, and a form for one of the workspace's own."""
    form = OwnForm(request.POST or None)

    def add() -> None:
        named = {name: form.cleaned_data[name] for name in ("name", "use")}
        commands.add_purpose(actor=request.actor, description=form.description(), **named)

    if request.method == "POST" and accepted(form, add):
        return back(request, "privacy-purposes", _("It stands in the register."))
    shown = {
        "form": form,
        "lines": [_shown(line) for line in register.lines(request.actor)],
        "role": register.role(),
        "section": "privacy",
    }
    return render(request, "privacy/purposes.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@desk_view(needs="rights.read")
def one_purpose(request: DeskRequest, key: str) -> HttpResponse:
    """What is said of it, its facts from the data map, and every version there was."""
    line = register.line_of(request.actor, key)
    form = DescribeForm(request.POST or None, initial=DescribeForm.start(line))

    def describe() -> None:
        commands.describe_purpose(actor=request.actor, activity=key, description=form.description())

    if request.method == "POST" and accepted(form, describe):
        return back(request, "privacy-purpose", _("The new version counts from now on."), key=key)
    names = {one.id: one.name for one in people.opened(people.members_for(request.actor))}
    assessments = list(queries.assessments_for(request.actor, key)[:20])
    shown = {
        "form": form,
        "line": _shown(line),
        "versions": [
            (one, words.BASES[one.basis][1], names.get(one.actor_id))
            for one in register.history(request.actor, key)
        ],
        "assessments": [_weighed(one, names) for one in assessments],
        "section": "privacy",
    }
    return render(request, "privacy/purpose.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@desk_view(needs="rights.read")
def weigh(request: DeskRequest, key: str) -> HttpResponse:
    """Write an assessment, or the draft anew."""
    line = register.line_of(request.actor, key)
    newest = queries.assessments_for(request.actor, key).first()
    form = WeighForm(request.POST or None, initial=WeighForm.start(newest))

    def write() -> None:
        commands.write_assessment(actor=request.actor, activity=key, weighing=form.weighing())

    if request.method == "POST" and accepted(form, write):
        return back(request, "privacy-purpose", _("The draft is kept. Give it to a second reader."), key=key)
    shown = {"form": form, "line": _shown(line), "section": "privacy"}
    return render(request, "privacy/weigh.html", shown, status=422 if form.errors else 200)


@require_POST
@desk_view(needs="rights.read")
def step(request: DeskRequest, assessment_id: UUID, verb: str) -> HttpResponse:
    """Give a draft to its reader, send it back, approve it."""
    row: InterestAssessment = InterestAssessment.objects.find(id=assessment_id)
    form = ApproveForm(request.POST)

    def act() -> None:
        if verb == "submit":
            commands.submit_assessment(actor=request.actor, assessment=row)
        elif verb == "return":
            commands.send_assessment_back(actor=request.actor, assessment=row)
        elif verb == "approve" and form.is_valid():
            commands.approve_assessment(actor=request.actor, assessment=row, **form.cleaned_data)
        else:
            raise NotFound

    return tried(request, "privacy-purpose", act, _("Saved."), key=row.key)


def _shown(line: Line) -> dict[str, Any]:
    article, word = words.BASES[line.basis]
    classes = [".".join(one.split(".")[:2]) for one in line.facts.categories]
    return {
        "line": line,
        "basis": word,
        "article": article,
        "special": words.SPECIAL[line.special] if line.special else "",
        "rights": words.RIGHTS_UNDER[line.basis],
        "categories": list(dict.fromkeys(CLASS_WORDS.get(one, one) for one in classes)),
        "subjects": [SUBJECT_WORDS.get(one, one) for one in line.facts.subjects],
        "recipients": [words.RECIPIENTS[one] for one in line.recipients],
    }


def _weighed(row: InterestAssessment, names: dict[UUID, str]) -> dict[str, Any]:
    state = register.standing(row)
    return {
        "row": row,
        "state": state,
        "word": words.STATES[state],
        "outcome": words.OUTCOMES[row.outcome],
        "author": names.get(row.author_id, ""),
        "reviewer": names.get(row.reviewer_id, ""),
        "form": ApproveForm(),
    }
