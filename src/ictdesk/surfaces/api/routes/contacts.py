"""People who wrote."""

from uuid import UUID

from ninja import Query, Router

from ictdesk.desk.contacts import queries
from ictdesk.desk.contacts.queries import ContactPage
from ictdesk.desk.contacts.shapes import ContactShape
from ictdesk.desk.conversations.commands import introduce
from ictdesk.surfaces.api import schemas
from ictdesk.surfaces.api.callers import Call

router = Router(tags=["Contacts"])


@router.get("/contacts", response=ContactPage)
def list_contacts(request: Call, asked: Query[schemas.ListContacts]) -> ContactPage:
    """Contacts, last seen first; `email` finds by the exact address."""
    return queries.contact_page(actor=request.auth.actor, **asked.model_dump())


@router.get("/contacts/{uuid:contact_id}", response=ContactShape)
def one(request: Call, contact_id: UUID) -> ContactShape:
    """One contact with all identities."""
    contact = queries.contacts_for(request.auth.actor).find(id=contact_id)
    return queries.contact_shown(actor=request.auth.actor, contact=contact)


@router.patch("/contacts/{uuid:contact_id}", response=ContactShape)
def change(request: Call, contact_id: UUID, sent: schemas.ContactChange) -> ContactShape:
    """Corrects the name, adds an address (former ones stay as aliases)."""
    actor = request.auth.actor
    contact = queries.contacts_for(actor).find(id=contact_id)
    introduce(actor=actor, contact=contact, name=sent.name, email=sent.email)
    return queries.contact_shown(actor=actor, contact=contact)
