"""Restricting people: placed by members and programs, ended by members alone."""

from uuid import UUID

from ninja import Router

from ictdesk.desk.contacts import queries as contacts
from ictdesk.kernel.actor import ApiKey
from ictdesk.privacy.restriction import commands, queries
from ictdesk.privacy.restriction.models import Restriction
from ictdesk.privacy.rights import commands as rights
from ictdesk.privacy.rights.commands import Asked
from ictdesk.privacy.rights.models import RightsRequest
from ictdesk.surfaces.api.callers import Call
from ictdesk.surfaces.api.idempotency import Answer
from ictdesk.surfaces.api.shapes_restriction import (
    LiftRestriction,
    PlaceRestriction,
    RestrictionShape,
    RestrictionShapes,
    restriction_shape,
)

router = Router(tags=["Rights"])
ONE = "/restrictions/{uuid:restriction_id}"


@router.get("/restrictions", response=RestrictionShapes)
def list_restrictions(request: Call) -> RestrictionShapes:
    """Those that stand, the newest first, up to 200."""
    rows = queries.restrictions_for(request.auth.actor).filter(lifted_at=None).order_by("-placed_at")
    return {"items": [restriction_shape(row) for row in rows[:200]], "next": None}


@router.get(ONE, response=RestrictionShape)
def one_restriction(request: Call, restriction_id: UUID) -> RestrictionShape:
    """One of them, also when it was lifted."""
    return restriction_shape(_find(request, restriction_id))


@router.post("/contacts/{uuid:contact_id}/restriction", response={201: RestrictionShape})
def place(request: Call, contact_id: UUID, sent: PlaceRestriction) -> Answer:
    """Restricts the contact and all that was merged into it, at once, and opens the case by which they are told of it."""
    actor = request.auth.actor
    contact = contacts.contact_for(actor, contact_id)
    address = contact.identities.filter(kind="email", current=True).order_by("created_at").first()
    asked = Asked(
        channel="api" if isinstance(actor, ApiKey) else "agent",
        rights=["restriction"],
        name=contact.name,
        email=address.value if address else "",
        language=contact.locale,
    )
    case = rights.open_case(actor=actor, asked=asked, people=sorted(contacts.subjects_of(contact)))
    row = commands.restrict(actor=actor, request=case, ground=sent.ground)
    return Answer(201, restriction_shape(row), case.subject_id)


@router.post(f"{ONE}/announcement", response={201: RestrictionShape})
def announce(request: Call, restriction_id: UUID) -> Answer:
    """Writes to the person that it ends in seven days (Art. 18(3)). For members of the privacy office."""
    row = commands.announce(actor=request.auth.actor, restriction=_find(request, restriction_id))
    return _answer(row)


@router.post(f"{ONE}/lifting", response={201: RestrictionShape})
def lift(request: Call, restriction_id: UUID, sent: LiftRestriction) -> Answer:
    """Ends it; refused before the person was told. For members of the privacy office."""
    row = commands.lift(
        actor=request.auth.actor, restriction=_find(request, restriction_id), agreed=sent.agreed
    )
    return _answer(row)


def _find(request: Call, restriction_id: UUID) -> Restriction:
    found: Restriction = queries.restrictions_for(request.auth.actor).find(id=restriction_id)
    return found


def _answer(row: Restriction) -> Answer:
    case: RightsRequest = RightsRequest.objects.find(id=row.case_id)
    return Answer(201, restriction_shape(row), case.subject_id)
