"""Breaches: the register of a workspace with its contacts; in the vendor's one the incident room besides."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ictdesk.kernel.errors import NotFound
from ictdesk.kernel.ids import parse_id
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view
from ictdesk.surfaces.dashboard.privacy import breach_forms as forms
from ictdesk.surfaces.dashboard.privacy import incident_room
from ictdesk.surfaces.dashboard.privacy.breach_case import case_page, incomplete
from ictdesk.surfaces.dashboard.settings.saving import accepted, back, tried
from ictdesk.trust.breaches import commands, contacts, queries, words
from ictdesk.trust.breaches.models import BreachIncident, SecurityContact


@require_GET
@desk_view(needs="rights.read")
def register(request: DeskRequest) -> HttpResponse:
    """Everything that was found here, or that this workspace was told."""
    return _page(request)


@require_POST
@desk_view(needs="records.keep")
def change(request: DeskRequest) -> HttpResponse:
    """One form of the page: a contact, an acknowledgement, something that was found."""
    act = request.POST.get("act", "")
    if act in ACTS:
        return tried(request, "privacy-breaches", lambda: ACTS[act](request), _("Saved."))
    if act not in FORMS:
        return tried(request, "privacy-breaches", incomplete, "")
    name, kind, run = FORMS[act]
    form = kind(request.POST)
    if accepted(form, lambda: run(request, form.cleaned_data)):
        return back(request, "privacy-breaches", _("Saved."))
    return _page(request, status=422, **{name: form})


@require_http_methods(["GET", "POST"])
@desk_view(needs="records.keep")
def one(request: DeskRequest, breach_id: UUID) -> HttpResponse:
    """An incident in the vendor's workspace; everywhere a case of the workspace's own."""
    if request.of_vendor and BreachIncident.objects.filter(id=breach_id).exists():
        return incident_room.room_page(request, breach_id)
    return case_page(request, breach_id)


def _page(request: DeskRequest, *, status: int = 200, **forms_: Form) -> HttpResponse:
    lines = queries.cases_here(request.actor)
    shown: dict[str, Any] = {
        "section": "privacy",
        "lines": [
            {"line": one, "state": words.CASE_STATES[one.row.state], "late": queries.is_late(one)}
            for one in lines
        ],
        "contacts": contacts.all_of_them(),
        "contact_form": forms.ContactForm(),
        "case_form": forms.CaseForm(),
    }
    if request.of_vendor:
        found = queries.incidents(request.actor)
        shown["incidents"] = [{"row": one, "state": words.STATES[one.state]} for one in found]
        shown["rehearsals"] = queries.rehearsals_waiting()
        shown["incident_form"] = forms.IncidentForm()
    return render(request, "privacy/breaches.html", shown | forms_, status=status)


def _acknowledge(request: DeskRequest) -> None:
    commands.acknowledge_notice(actor=request.actor, notice_id=parse_id(request.POST.get("notice", "")))


def _remove(request: DeskRequest) -> None:
    row: SecurityContact = SecurityContact.objects.find(id=parse_id(request.POST.get("contact", "")))
    commands.remove_security_contact(actor=request.actor, contact=row)


def _contact(request: DeskRequest, said: dict[str, Any]) -> None:
    commands.name_security_contact(actor=request.actor, **said)


def _case(request: DeskRequest, said: dict[str, Any]) -> None:
    commands.open_breach(actor=request.actor, **said)


def _incident(request: DeskRequest, said: dict[str, Any]) -> None:
    if not request.of_vendor:
        raise NotFound
    commands.open_incident(actor=request.actor, **said)


ACTS: dict[str, Callable[[DeskRequest], None]] = {"acknowledge": _acknowledge, "remove": _remove}
FORMS: dict[str, tuple[str, type[Form], Callable[[DeskRequest, dict[str, Any]], None]]] = {
    "contact": ("contact_form", forms.ContactForm, _contact),
    "case": ("case_form", forms.CaseForm, _case),
    "incident": ("incident_form", forms.IncidentForm, _incident),
}
