"""Statuses: the workspace's own names in fixed categories."""

from uuid import UUID

from ninja import Query, Router
from ninja import Status as Answered

from ictdesk.desk.conversations import commands as conversations
from ictdesk.desk.conversations.shapes import StatusShape
from ictdesk.desk.people import queries
from ictdesk.desk.workspaces import commands
from ictdesk.desk.workspaces.models import Status
from ictdesk.surfaces.api import directory, setup
from ictdesk.surfaces.api import schemas_setup as schemas
from ictdesk.surfaces.api.callers import Call
from ictdesk.surfaces.api.idempotency import Answer
from ictdesk.surfaces.api.shapes_setup import Statuses

router = Router(tags=["Statuses"])
ONE = "/statuses/{uuid:status_id}"


@router.get("/statuses", response=Statuses)
def list_statuses(request: Call) -> Statuses:
    """In the workspace's order; the first of a category is what solving, reopening and snoozing set."""
    setup.must_see(request.auth.actor)
    return {"items": directory.statuses(), "next": None}


@router.post("/statuses", response={201: StatusShape})
def make(request: Call, sent: schemas.NewStatus) -> Answer:
    """Makes the last one of a category. Owners and admins."""
    actor = request.auth.actor
    made = commands.make_status(actor=actor, **sent.model_dump())
    return Answer(201, directory.status(made), queries.subject_of(actor))


@router.patch(ONE, response=StatusShape)
def change(request: Call, status_id: UUID, sent: schemas.StatusChange) -> StatusShape:
    """Gives it other words; the category stays."""
    status: Status = Status.objects.find(id=status_id)
    name = status.name if sent.name is None else sent.name
    label = status.public_label if sent.public_label is None else sent.public_label
    return directory.status(
        commands.change_status(actor=request.auth.actor, status=status, name=name, public_label=label)
    )


@router.post(f"{ONE}/up", response=Statuses)
def move(request: Call, status_id: UUID) -> Answer:
    """Moves it before the one above it in its category; answers with all in their new order."""
    actor = request.auth.actor
    commands.move_status(actor=actor, status=Status.objects.find(id=status_id))
    return Answer(200, {"items": directory.statuses(), "next": None}, queries.subject_of(actor))


@router.delete(ONE, response={204: None})
def delete(request: Call, status_id: UUID, asked: Query[schemas.Replacement]) -> Answered[None]:
    """Deletes it. Conversations that have it get `replacement`, another status of its category."""
    status = Status.objects.find(id=status_id)
    other = Status.objects.find(id=asked.replacement) if asked.replacement else None
    conversations.delete_status(actor=request.auth.actor, status=status, replacement=other)
    return Answered(204, None)
