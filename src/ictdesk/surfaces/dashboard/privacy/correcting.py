"""The page on which values of a person are made right, or deleted one by one."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ictdesk.desk.contacts import queries as contacts
from ictdesk.desk.conversations import queries as conversations
from ictdesk.kernel.datamap.persons import person_of
from ictdesk.kernel.ids import parse_id
from ictdesk.kernel.vault import doors
from ictdesk.privacy.rectification import commands, places
from ictdesk.privacy.rectification.models import Correction
from ictdesk.privacy.rectification.places import Place
from ictdesk.privacy.rights import queries as cases
from ictdesk.privacy.rights.models import RightsRequest, RightsSubject
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view
from ictdesk.surfaces.dashboard.settings.saving import tried

NEWEST = 50


@require_GET
@desk_view(needs="rights.read")
def values(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Everything that may be corrected, and what was."""
    row: RightsRequest = cases.cases_for(request.actor).find(id=case_id)
    subjects = list(RightsSubject.objects.filter(request=row).values_list("person_id", flat=True))
    person = person_of(subjects=subjects)
    beside = conversations.corrections_for(request.actor).filter(
        message__conversation__contact__in=person.contacts
    )
    with doors.opened_wide("rights"):
        held = list(places.held(person))
    shown = {
        "case": row,
        "values": held,
        "people": contacts.behind(subjects),
        "beside": list(beside.select_related("message").order_by("-made_at", "id")[:NEWEST]),
        "done": list(Correction.objects.filter(request=row).order_by("-corrected_at")),
        "section": "privacy",
    }
    with doors.opened_wide("rights"):
        return render(request, "privacy/correct.html", shown)


@require_POST
@desk_view(needs="rights.read")
def correct(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """One value."""
    row: RightsRequest = cases.cases_for(request.actor).find(id=case_id)
    value = request.POST.get("value", "")

    def act() -> object:
        return commands.correct(actor=request.actor, request=row, place=_place(request), value=value)

    return tried(request, "privacy-values", act, _("Corrected."), case_id=row.id)


@require_POST
@desk_view(needs="rights.read")
def erase(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """One value goes, everything else stays."""
    row: RightsRequest = cases.cases_for(request.actor).find(id=case_id)

    def act() -> object:
        return commands.erase_value(actor=request.actor, request=row, place=_place(request))

    return tried(request, "privacy-values", act, _("Deleted."), case_id=row.id)


def _place(request: DeskRequest) -> Place:
    said = request.POST
    return Place(said.get("table", ""), parse_id(said.get("row", "")), said.get("column", ""))
