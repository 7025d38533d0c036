"""The vendor's incident room."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ictdesk.kernel import clock
from ictdesk.surfaces.dashboard.desk_view import DeskRequest
from ictdesk.surfaces.dashboard.privacy import breach_forms as forms
from ictdesk.surfaces.dashboard.privacy.breach_case import incomplete
from ictdesk.surfaces.dashboard.settings.saving import accepted, back, tried
from ictdesk.trust.breaches import commands, facts, queries, words
from ictdesk.trust.breaches.states import OVER


class AwareForm(django_forms.Form):
    """From when on it was certain enough."""

    aware_at = forms.Moment(label=gettext_lazy("Aware since (UTC)"))


class NameForm(django_forms.Form):
    """A workspace of which nobody knows the numbers yet."""

    workspace = django_forms.CharField(label=gettext_lazy("Address of a workspace"), max_length=63)


class NoForm(django_forms.Form):
    """A button."""


def room_page(request: DeskRequest, incident_id: UUID) -> HttpResponse:
    """Everything of an incident; each form is one act."""
    if request.method != "POST":
        return _shown(request, incident_id)
    act = request.POST.get("act", "")
    if act not in ACTS:
        return tried(request, "privacy-breach", incomplete, "", breach_id=incident_id)
    name, kind, run = ACTS[act]
    form = kind(request.POST)
    if accepted(form, lambda: run(request, incident_id, form)):
        return back(request, "privacy-breach", _("Saved."), breach_id=incident_id)
    return _shown(request, incident_id, status=422, **{name: form})


def _shown(
    request: DeskRequest, incident_id: UUID, *, status: int = 200, **forms_: django_forms.Form
) -> HttpResponse:
    room = queries.room(request.actor, incident_id)
    row, told = room.row, facts.read(room.row.told)
    first = facts.kept(told) | {
        "unknown_until": told.unknown_until,
        "kinds": row.kinds,
        "severity": row.severity,
    }
    shown: dict[str, Any] = {
        "section": "privacy",
        "room": room,
        "row": row,
        "state": words.STATES[row.state],
        "severity": words.SEVERITY[row.severity],
        "kinds": [words.KINDS[one] for one in row.kinds],
        "reason": words.REASONS.get(row.reason, ""),
        "lacks": facts.lacks(told),
        "over": row.state in OVER,
        "now": clock.now(),
        "aware_form": AwareForm(initial={"aware_at": clock.now()}),
        "told_form": forms.ToldForm(initial=first),
        "exposure_form": forms.ExposureForm(),
        "name_form": NameForm(),
        "close_form": forms.CloseForm(),
        "no_form": NoForm(),
    }
    return render(request, "privacy/incident.html", shown | forms_, status=status)


def _declare(request: DeskRequest, id_: UUID, form: Any) -> None:
    commands.declare_aware(actor=request.actor, incident_id=id_, **form.cleaned_data)


def _describe(request: DeskRequest, id_: UUID, form: Any) -> None:
    said = form.cleaned_data
    commands.describe_incident(
        actor=request.actor,
        incident_id=id_,
        described=form.described(),
        kinds=said["kinds"],
        severity=said["severity"],
    )


def _expose(request: DeskRequest, id_: UUID, form: Any) -> None:
    commands.add_exposure(actor=request.actor, incident_id=id_, exposed=form.exposed())


def _name(request: DeskRequest, id_: UUID, form: Any) -> None:
    commands.name_affected(actor=request.actor, incident_id=id_, **form.cleaned_data)


def _notify(request: DeskRequest, id_: UUID, form: Any) -> None:
    commands.freeze_notices(actor=request.actor, incident_id=id_)


def _close(request: DeskRequest, id_: UUID, form: Any) -> None:
    commands.step_incident(actor=request.actor, incident_id=id_, act="close", **form.cleaned_data)


def _dismiss(request: DeskRequest, id_: UUID, form: Any) -> None:
    commands.step_incident(actor=request.actor, incident_id=id_, act="dismiss", reason="NoPersonalData")


def _reopen(request: DeskRequest, id_: UUID, form: Any) -> None:
    commands.step_incident(actor=request.actor, incident_id=id_, act="reopen")


type Run = Callable[[DeskRequest, UUID, Any], None]
ACTS: dict[str, tuple[str, type[django_forms.Form], Run]] = {
    "declare": ("aware_form", AwareForm, _declare),
    "describe": ("told_form", forms.ToldForm, _describe),
    "expose": ("exposure_form", forms.ExposureForm, _expose),
    "name": ("name_form", NameForm, _name),
    "notify": ("no_form", NoForm, _notify),
    "close": ("close_form", forms.CloseForm, _close),
    "dismiss": ("no_form", NoForm, _dismiss),
    "reopen": ("no_form", NoForm, _reopen),
}
