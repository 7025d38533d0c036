"""What the workspace adds to its contacts."""

from uuid import UUID

from ninja import Router, Status

from ictdesk.desk.contacts import commands
from ictdesk.desk.contacts.definitions import definition_shown, definitions_for
from ictdesk.desk.contacts.shapes import AttributeShape
from ictdesk.desk.people import queries as people
from ictdesk.surfaces.api import schemas
from ictdesk.surfaces.api.callers import Call
from ictdesk.surfaces.api.idempotency import Answer
from ictdesk.surfaces.api.shapes import Attributes

router = Router(tags=["Contacts"])
ONE = "/attributes/{uuid:attribute_id}"


@router.get("/attributes", response=Attributes)
def list_attributes(request: Call) -> Attributes:
    """The workspace's attributes of contacts, each with its entry in the data map."""
    return {"items": [definition_shown(row) for row in definitions_for(request.auth.actor)], "next": None}


@router.post("/attributes", response={201: AttributeShape})
def define(request: Call, sent: schemas.NewAttribute) -> Answer:
    """Adds one. `category`, `source` and `purpose` are words of the data map."""
    actor = request.auth.actor
    made = commands.define_attribute(actor=actor, **sent.model_dump())
    return Answer(201, definition_shown(made), people.subject_of(actor))


@router.put(ONE, response=AttributeShape)
def change(request: Call, attribute_id: UUID, sent: schemas.ChangedAttribute) -> AttributeShape:
    """Sets label, choices and data map entry; key and kind stay."""
    actor = request.auth.actor
    definition = definitions_for(actor).find(id=attribute_id)
    return definition_shown(
        commands.change_attribute(actor=actor, definition=definition, **sent.model_dump())
    )


@router.delete(ONE, response={204: None})
def drop(request: Call, attribute_id: UUID) -> Status[None]:
    """Deletes one with all its values."""
    actor = request.auth.actor
    commands.drop_attribute(actor=actor, definition=definitions_for(actor).find(id=attribute_id))
    return Status(204, None)
