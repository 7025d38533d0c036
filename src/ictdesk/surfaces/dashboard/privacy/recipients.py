"""The page of recipients who are to be told, and the recipients of one person."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ictdesk.desk.contacts import queries as contacts
from ictdesk.kernel.datamap.persons import person_of
from ictdesk.kernel.errors import NotFound
from ictdesk.kernel.recipients import recipients
from ictdesk.kernel.vault import doors
from ictdesk.privacy.recipients import commands, letters, queries, words
from ictdesk.privacy.recipients.models import RecipientNotice
from ictdesk.privacy.recipients.queries import Line
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view
from ictdesk.surfaces.dashboard.privacy.recipient_forms import DisclosureForm, WhyNotForm
from ictdesk.surfaces.dashboard.settings.saving import accepted, back, tried

NEWEST = 50
BY_ITSELF = {
    "copy": gettext_lazy("A mail leaves by itself."),
    "program": gettext_lazy("It is told when it asks for its notices."),
}


@require_GET
@desk_view(needs="rights.read")
def board(request: DeskRequest) -> HttpResponse:
    """Those that wait, the oldest first; then those that are settled."""
    shown = {
        "waiting": [line(one) for one in queries.open_notices(request.actor)],
        "settled": [line(one) for one in queries.settled_notices(request.actor, NEWEST)],
        "section": "privacy",
    }
    return render(request, "privacy/recipients.html", shown)


def line(one: Line) -> dict[str, Any]:
    """A notice as pages show it, with its letter where a member has to write one."""
    row, known = one
    by_itself = BY_ITSELF.get(row.kind, "") if row.kind == "copy" or known.alive else ""
    waits = row.state == words.OPEN and row.due_at is not None
    return {
        "notice": row,
        "who": known.name,
        "address": known.address,
        "cause": words.CAUSES[row.cause],
        "state": words.STATES[row.state],
        "reason": words.REASONS.get(row.reason, ""),
        "waits": waits,
        "by_itself": by_itself if waits else "",
        "letter": letters.body(row) if waits and not by_itself else "",
        "form": WhyNotForm(auto_id=f"why_{row.id}_%s") if waits else None,
    }


def of_case(case_id: UUID) -> dict[str, Any]:
    """What the page of a case says of them."""
    return {"notices": [line(one) for one in queries.of_case(case_id)]}


@require_POST
@desk_view(needs="rights.read")
def settle(request: DeskRequest, notice_id: UUID, verb: str) -> HttpResponse:
    """They were told, they confirmed, or somebody decides that they are not told."""
    row: RecipientNotice = queries.notices_for(request.actor).find(id=notice_id)
    if verb not in words.STATES:
        raise NotFound

    def act() -> object:
        if verb == "confirmed":
            return commands.confirm_notice(actor=request.actor, notice=row)
        reason = request.POST.get("reason", "") if verb == "unable" else ""
        return commands.settle_notice(actor=request.actor, notice=row, state=verb, reason=reason)  # type: ignore[arg-type]  # the command refuses others

    if "from_case" in request.POST and row.case_id:
        return tried(request, "privacy-case", act, _("Noted."), case_id=row.case_id)
    return tried(request, "privacy-recipients", act, _("Noted."))


@require_http_methods(["GET", "POST"])
@desk_view(needs="rights.read")
def of_contact(request: DeskRequest, contact_id: UUID) -> HttpResponse:
    """Who got data of one person, and a form for whom nothing here proves."""
    contact = contacts.contact_for(request.actor, contact_id)
    form = DisclosureForm(request.POST or None)
    keys = contacts.subjects_of(contact)

    def note() -> None:
        commands.note_disclosure(actor=request.actor, subjects=keys, **form.cleaned_data)

    if request.method == "POST" and accepted(form, note):
        return back(request, "privacy-recipients-of", _("Written down."), contact_id=contact.id)
    with doors.opened_wide("rights"):
        found = recipients(person_of(subjects=keys))
        shown = {"contact": contact, "recipients": found, "form": form, "section": "privacy"}
        return render(request, "privacy/recipients_of.html", shown, status=422 if form.errors else 200)
