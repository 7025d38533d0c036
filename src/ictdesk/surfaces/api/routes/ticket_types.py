"""Ticket types: a workspace's own names for kinds of work."""

from uuid import UUID

from ninja import Router, Status

from ictdesk.desk.conversations import commands as conversations
from ictdesk.desk.conversations.shapes import TicketTypeShape
from ictdesk.desk.people import queries as people
from ictdesk.desk.workspaces import commands
from ictdesk.desk.workspaces.models import TicketType
from ictdesk.surfaces.api import directory
from ictdesk.surfaces.api import schemas_tickets as schemas
from ictdesk.surfaces.api.callers import Call
from ictdesk.surfaces.api.idempotency import Answer
from ictdesk.surfaces.api.shapes import TicketTypes

router = Router(tags=["Ticket types"])
ONE = "/ticket-types/{uuid:type_id}"


@router.get("/ticket-types", response=TicketTypes)
def list_ticket_types(request: Call) -> TicketTypes:
    """In the workspace's order."""
    people.members_for(request.auth.actor)
    return {"items": directory.ticket_types(), "next": None}


@router.post("/ticket-types", response={201: TicketTypeShape})
def make(request: Call, sent: schemas.NewTicketType) -> Answer:
    """Makes one. Owners and admins."""
    actor = request.auth.actor
    made = commands.make_ticket_type(actor=actor, name=sent.name)
    return Answer(201, directory.ticket_type(made), people.subject_of(actor))


@router.patch(ONE, response=TicketTypeShape)
def rename(request: Call, type_id: UUID, sent: schemas.NewTicketType) -> TicketTypeShape:
    """Gives it another name, on every ticket that has it."""
    type_ = TicketType.objects.find(id=type_id)
    return directory.ticket_type(
        commands.rename_ticket_type(actor=request.auth.actor, ticket_type=type_, name=sent.name)
    )


@router.delete(ONE, response={204: None})
def delete(request: Call, type_id: UUID) -> Status[None]:
    """Takes it off every ticket and deletes it."""
    conversations.delete_ticket_type(
        actor=request.auth.actor, ticket_type=TicketType.objects.find(id=type_id)
    )
    return Status(204, None)
