"""Restriction as a case has it: placed, announced, lifted, and read in spite of it with a reason."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from ictdesk.desk.contacts import queries as contacts
from ictdesk.desk.conversations import queries as conversations
from ictdesk.desk.conversations.models import Message
from ictdesk.kernel.errors import DomainError, NotFound
from ictdesk.kernel.vault import doors
from ictdesk.privacy.restriction import commands, queries, words
from ictdesk.privacy.restriction.models import RestrictedSubject, Restriction
from ictdesk.privacy.rights import queries as cases
from ictdesk.privacy.rights.models import RightsRequest
from ictdesk.privacy.rights.states import OVER
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view
from ictdesk.surfaces.dashboard.privacy.forms import GroundForm, LookForm

type Step = Callable[[DeskRequest, RightsRequest], object]
NEWEST = 20
"""Conversations that are shown to whoever looks in spite of it, each with its newest messages."""


def _of(row: RightsRequest) -> Restriction:
    found = queries.of_case(row.id)
    if found is None:
        raise NotFound
    return found


def _place(request: DeskRequest, row: RightsRequest) -> object:
    return commands.restrict(actor=request.actor, request=row, ground=request.POST.get("ground", ""))  # type: ignore[arg-type]  # the command refuses others


STEPS: dict[str, Step] = {
    "restrict": _place,
    "announce": lambda request, row: commands.announce(actor=request.actor, restriction=_of(row)),
    "lift": lambda request, row: commands.lift(
        actor=request.actor, restriction=_of(row), agreed="agreed" in request.POST
    ),
}


def shown(row: RightsRequest) -> dict[str, Any]:
    """What the case's page says of it, and what may be done."""
    found = queries.of_case(row.id)
    return {
        "restriction": found,
        "restricted_by": words.GROUNDS[found.ground] if found else "",
        "came": _came(found) if found and found.lifted_at is None else 0,
        "looks": [(one, words.EXEMPTIONS[one.exemption]) for one in queries.looks_of(found)] if found else [],
        "ground_form": GroundForm(auto_id="ground_%s") if found is None and row.state not in OVER else None,
        "look_form": LookForm(auto_id="look_%s"),
    }


def _came(row: Restriction) -> int:
    """How many messages they wrote since: to be known, not read."""
    keys = RestrictedSubject.objects.filter(restriction=row).values("person_id")
    wrote = Message.objects.filter(subject_id__in=keys, author_kind="contact", created_at__gte=row.placed_at)
    return int(wrote.count())


@require_POST
@desk_view(needs="rights.read")
def look(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """What was written, once, for a reason that is on record before anything is shown."""
    row: RightsRequest = cases.cases_for(request.actor).find(id=case_id)
    found, said = _of(row), request.POST
    try:
        commands.look(
            actor=request.actor,
            restriction=found,
            exemption=said.get("exemption", ""),  # type: ignore[arg-type]  # the command refuses others
            words=said.get("words", ""),
        )
    except DomainError as error:
        messages.error(request, error.detail)
        return redirect("privacy-case", slug=request.workspace.slug, case_id=row.id)
    with doors.opened_wide("exception"):
        threads = _threads(request, found)
    return render(request, "privacy/look.html", {"case": row, "threads": threads, "section": "privacy"})


def _threads(request: DeskRequest, row: Restriction) -> list[dict[str, Any]]:
    keys = RestrictedSubject.objects.filter(restriction=row).values_list("person_id", flat=True)
    people = [one.id for one in contacts.behind(keys)]
    mine = (
        conversations.conversations_for(request.actor).filter(contact__in=people).order_by("-list_hour", "id")
    )
    return [
        {
            "subject": one.subject,
            "messages": conversations.messages_page(actor=request.actor, conversation_id=one.id)["items"],
        }
        for one in mine[:NEWEST]
    ]
