"""What the workspace adds to its tickets, and what it knows of each."""

from uuid import UUID

from ninja import Router, Status

from ictdesk.desk.contacts import commands
from ictdesk.desk.contacts.definitions import field_shown
from ictdesk.desk.contacts.shapes import FieldShape
from ictdesk.desk.conversations import commands as conversations
from ictdesk.desk.conversations import fields
from ictdesk.desk.people import queries as people
from ictdesk.desk.workspaces.models import TicketType
from ictdesk.kernel.errors import NotFound
from ictdesk.surfaces.api import schemas_fields as schemas
from ictdesk.surfaces.api.callers import Call
from ictdesk.surfaces.api.idempotency import Answer
from ictdesk.surfaces.api.routes.conversations import ONE, found
from ictdesk.surfaces.api.schemas import NewValues
from ictdesk.surfaces.api.shapes import Fields, FieldValues

router = Router(tags=["Ticket fields"])
FIELD = "/ticket-fields/{uuid:field_id}"


@router.get("/ticket-fields", response=Fields)
def list_fields(request: Call) -> Fields:
    """The workspace's fields of tickets, each with its entry in the data map."""
    people.members_for(request.auth.actor)
    return {"items": [field_shown(row) for row in fields.all_fields()], "next": None}


@router.post("/ticket-fields", response={201: FieldShape})
def define(request: Call, sent: schemas.NewField) -> Answer:
    """Adds one. `category`, `source` and `purpose` are words of the data map. Owners and admins."""
    actor = request.auth.actor
    said = sent.model_dump() | {"types": types(sent.types)}
    made = commands.define_attribute(actor=actor, about="ticket", **said)
    return Answer(201, field_shown(made), people.subject_of(actor))


@router.put(FIELD, response=FieldShape)
def change(request: Call, field_id: UUID, sent: schemas.ChangedField) -> FieldShape:
    """Sets all but key and kind, which stay."""
    definition = fields.all_fields().find(id=field_id)
    said = sent.model_dump() | {"types": types(sent.types)}
    return field_shown(commands.change_attribute(actor=request.auth.actor, definition=definition, **said))


@router.delete(FIELD, response={204: None})
def drop(request: Call, field_id: UUID) -> Status[None]:
    """Deletes one with the values that tickets have."""
    definition = fields.all_fields().find(id=field_id)
    conversations.drop_field(actor=request.auth.actor, definition=definition)
    return Status(204, None)


@router.get(f"{ONE}/fields", response=FieldValues)
def values(request: Call, conversation_id: UUID) -> FieldValues:
    """The fields of one ticket with what is known."""
    return {"items": fields.values_of(found(request, conversation_id)), "next": None}


@router.patch(f"{ONE}/fields", response=FieldValues)
def write(request: Call, conversation_id: UUID, sent: NewValues) -> FieldValues:
    """Sets those that are named; null takes one away."""
    conversation = found(request, conversation_id)
    conversations.set_fields(actor=request.auth.actor, conversation=conversation, values=sent.values)
    return {"items": fields.values_of(conversation), "next": None}


def types(ids: list[UUID]) -> list[TicketType]:
    """The types that were named. Raises `NotFound`."""
    rows = list(TicketType.objects.filter(id__in=ids))
    if len(rows) < len(set(ids)):
        raise NotFound
    return rows
