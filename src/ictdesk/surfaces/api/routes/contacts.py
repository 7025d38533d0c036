"""People who wrote."""

from uuid import UUID

from ninja import Query, Router, Status

from ictdesk.desk.contacts import queries
from ictdesk.desk.contacts.models import Identity
from ictdesk.desk.contacts.queries import ContactPage
from ictdesk.desk.contacts.shapes import ContactShape
from ictdesk.desk.conversations import commands
from ictdesk.desk.conversations.person import person_page
from ictdesk.desk.conversations.person_shapes import PersonPage
from ictdesk.kernel.audit.seeing import seen
from ictdesk.surfaces.api import schemas
from ictdesk.surfaces.api.callers import Call
from ictdesk.surfaces.api.idempotency import Answer

router = Router(tags=["Contacts"])
ONE = "/contacts/{uuid:contact_id}"


@router.get("/contacts", response=ContactPage)
def list_contacts(request: Call, asked: Query[schemas.ListContacts]) -> ContactPage:
    """Contacts, last seen first; `email` finds by the exact address."""
    return queries.contact_page(actor=request.auth.actor, **asked.model_dump())


@router.get(ONE, response=ContactShape)
def one(request: Call, contact_id: UUID) -> ContactShape:
    """One contact with all identities. The id of one that was merged into another answers with that other."""
    actor = request.auth.actor
    contact = queries.contact_for(actor, contact_id)
    seen(actor, "contact", contact.id)
    return queries.contact_shown(actor=actor, contact=contact)


@router.patch(ONE, response=ContactShape)
def change(request: Call, contact_id: UUID, sent: schemas.ContactChange) -> ContactShape:
    """Corrects the name, adds an address (former ones stay as aliases)."""
    actor = request.auth.actor
    contact = queries.contact_for(actor, contact_id)
    commands.introduce(actor=actor, contact=contact, name=sent.name, email=sent.email)
    return queries.contact_shown(actor=actor, contact=contact)


@router.get(f"{ONE}/page", response=PersonPage)
def whole(request: Call, contact_id: UUID) -> PersonPage:
    """Contact, attributes, conversations, what is held, who may be the same person, merges to undo: in one call."""
    actor = request.auth.actor
    contact = queries.contact_for(actor, contact_id)
    seen(actor, "contact", contact.id)
    return person_page(actor=actor, contact=contact)


@router.post(f"{ONE}/identities", response={201: ContactShape})
def add_identity(request: Call, contact_id: UUID, sent: schemas.NewIdentity) -> Answer:
    """Adds an address as a claim that nobody has proved."""
    actor = request.auth.actor
    contact = queries.contact_for(actor, contact_id)
    commands.add_identity(actor=actor, contact=contact, kind=sent.kind, value=sent.value)
    return Answer(201, queries.contact_shown(actor=actor, contact=contact), contact.subject_id)


@router.delete(f"{ONE}/identities/{{uuid:identity_id}}", response={204: None})
def remove_identity(request: Call, contact_id: UUID, identity_id: UUID) -> Status[None]:
    """Deletes an address."""
    actor = request.auth.actor
    contact = queries.contact_for(actor, contact_id)
    identity = Identity.objects.find(id=identity_id, contact=contact)
    commands.remove_identity(actor=actor, contact=contact, identity=identity)
    return Status(204, None)


@router.patch(f"{ONE}/attributes", response=PersonPage)
def set_attributes(request: Call, contact_id: UUID, sent: schemas.NewValues) -> PersonPage:
    """Sets custom attributes by key; null takes one away. All are written, or none."""
    actor = request.auth.actor
    contact = queries.contact_for(actor, contact_id)
    commands.set_attributes(actor=actor, contact=contact, values=sent.values)
    return person_page(actor=actor, contact=contact)
