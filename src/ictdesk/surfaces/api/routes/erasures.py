"""Erasing a person: what it would do, and doing it."""

from uuid import UUID

from ninja import Query, Router

from ictdesk.desk.contacts import queries as contacts
from ictdesk.privacy.erasure import commands, queries
from ictdesk.privacy.erasure.shapes import ErasurePlan, ErasureRunShape
from ictdesk.surfaces.api.callers import Call
from ictdesk.surfaces.api.idempotency import Answer
from ictdesk.surfaces.api.schemas_erasure import HowErased, StartErasure

router = Router(tags=["Contacts"])
ONE = "/contacts/{uuid:contact_id}/erasure"


@router.get(ONE, response=ErasurePlan)
def plan(request: Call, contact_id: UUID, asked: Query[HowErased]) -> ErasurePlan:
    """What would go and what would stay, and why. Changes nothing. For members of the privacy office."""
    actor = request.auth.actor
    subjects = contacts.subjects_of(contacts.contact_for(actor, contact_id))
    return queries.plan_for(actor, subjects, asked.mode)


@router.post(ONE, response={202: ErasureRunShape})
def start(request: Call, contact_id: UUID, sent: StartErasure) -> Answer:
    """Erases the contact and all that was merged into it; there is no way back. Refused while a request or a hold stands."""
    actor = request.auth.actor
    contact = contacts.contact_for(actor, contact_id)
    run = commands.erase(actor=actor, subjects=contacts.subjects_of(contact), mode=sent.mode)
    return Answer(202, queries.shown(run), contact.subject_id)


@router.get("/erasures/{uuid:run_id}", response=ErasureRunShape)
def one(request: Call, run_id: UUID) -> ErasureRunShape:
    """How far it is; with its certificate when it is done."""
    return queries.shown(queries.runs_for(request.auth.actor).find(id=run_id))
