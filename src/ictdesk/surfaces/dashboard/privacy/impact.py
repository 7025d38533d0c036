"""The impact assessment of an activity: marks, assessment or a reasoned no, a second reader, and the pack to take along."""

from typing import Any

from django import forms
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from ictdesk.desk.people import queries as people
from ictdesk.kernel.errors import NotFound
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view
from ictdesk.surfaces.dashboard.privacy.breach_forms import Words
from ictdesk.surfaces.dashboard.settings.saving import accepted, back, tried
from ictdesk.trust.records import commands, impact, queries, register, thirty
from ictdesk.trust.records.impact import Impact
from ictdesk.trust.records.models import ImpactAssessment

SAID = ("outcome", "description", "necessity", "risks", "measures", "reason")


class ImpactForm(forms.Form):
    """The nine marks, and what Art. 35(7) asks for."""

    marks = forms.MultipleChoiceField(
        label=gettext_lazy("What is true of it"),
        choices=[*impact.MARKS.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy("With two or more an assessment is required, or a reason why not."),
    )
    outcome = forms.ChoiceField(
        label=gettext_lazy("Outcome"), choices=[("", "-"), *impact.OUTCOMES.items()], required=False
    )
    description = Words(label=gettext_lazy("What is done, and for what"), required=False)
    necessity = Words(label=gettext_lazy("Why it is needed and in proportion"), required=False)
    risks = Words(label=gettext_lazy("What it may do to people"), required=False)
    measures = Words(label=gettext_lazy("What is done against that"), required=False)
    reason = Words(label=gettext_lazy("Why no assessment is needed"), required=False)

    def impact(self) -> Impact:
        """For the command."""
        said = dict(self.cleaned_data)
        return Impact(tuple(said.pop("marks")), **said)


@require_http_methods(["GET", "POST"])
@desk_view(needs="records.keep")
def assess(request: DeskRequest, key: str) -> HttpResponse:
    """The newest version and its history; `format=json` is the pack."""
    line = register.line_of(request.actor, key)
    rows = list(queries.impacts_for(request.actor, key)[:50])
    newest = rows[0] if rows else None
    if request.GET.get("format") == "json":
        return _pack(request, line, rows)
    if request.POST.get("act") == "approve":
        return tried(request, "privacy-impact", lambda: _approve(request, newest), _("Settled."), key=key)
    form = ImpactForm(request.POST or None, initial=_first(newest))
    if request.method == "POST" and accepted(
        form, lambda: commands.write_impact(actor=request.actor, activity=key, impact=form.impact())
    ):
        return back(request, "privacy-impact", _("Saved."), key=key)
    names = {one.id: one.name for one in people.opened(people.members_for(request.actor))}
    shown = {
        "section": "privacy",
        "line": line,
        "form": form,
        "standing": impact.standing(newest),
        "standing_words": impact.STANDINGS[impact.standing(newest)],
        "mine": newest is not None and newest.author_id == request.actor.id,
        "rows": [_said(one, names) for one in rows],
    }
    return render(request, "privacy/impact.html", shown, status=422 if form.errors else 200)


def _approve(request: DeskRequest, newest: ImpactAssessment | None) -> None:
    if newest is None:
        raise NotFound
    commands.approve_impact(actor=request.actor, impact_row=newest)


def _first(newest: ImpactAssessment | None) -> dict[str, Any]:
    return {name: getattr(newest, name) for name in ("marks", *SAID)} if newest else {}


def _said(one: ImpactAssessment, names: dict[Any, str]) -> dict[str, Any]:
    return {
        "row": one,
        "marks": [impact.MARKS[mark] for mark in one.marks],
        "outcome": impact.OUTCOMES.get(one.outcome, ""),
        "author": names.get(one.author_id, ""),
        "reviewer": names.get(one.reviewer_id, ""),
    }


def _pack(request: DeskRequest, line: register.Line, rows: list[ImpactAssessment]) -> HttpResponse:
    """Everything that an assessment rests on, for whoever reads it elsewhere."""
    records = thirty.records(request.actor)
    made = {
        "activity": records["30(1)"]["activities"][line.key],
        "measures": records["30(1)"]["measures"],
        "retention": records["30(1)"]["retention"],
        "transfers": records["30(1)"]["transfers"],
        "data_map": records["data_map"],
        "standing": impact.standing(rows[0] if rows else None),
        "versions": [
            {
                name: getattr(one, name)
                for name in ("version", "state", "marks", *SAID, "written_at", "decided_at")
            }
            for one in rows
        ],
    }
    headers = {"Content-Disposition": f'attachment; filename="impact-{line.key}.json"'}
    return JsonResponse(made, headers=headers, json_dumps_params={"indent": 1, "ensure_ascii": False})
