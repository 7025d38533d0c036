"""Answers that wait for their time."""

from uuid import UUID

from ninja import Router, Status

from ictdesk.desk.conversations import commands, postponed
from ictdesk.desk.conversations.models import ScheduledAnswer
from ictdesk.desk.conversations.queries import conversations_for
from ictdesk.desk.conversations.shapes import ScheduledShape
from ictdesk.surfaces.api import schemas_mail as schemas
from ictdesk.surfaces.api.callers import Call
from ictdesk.surfaces.api.idempotency import Answer
from ictdesk.surfaces.api.routes.conversations import ONE, found
from ictdesk.surfaces.api.shapes import ScheduledAnswers

router = Router(tags=["Messages"])
EACH = "/scheduled/{uuid:scheduled_id}"


@router.get(f"{ONE}/scheduled", response=ScheduledAnswers)
def waiting(request: Call, conversation_id: UUID) -> ScheduledAnswers:
    """What waits here, what goes out first before the rest."""
    return {"items": postponed.waiting_in(found(request, conversation_id)), "next": None}


@router.post(f"{ONE}/scheduled", response={201: ScheduledShape})
def schedule(request: Call, conversation_id: UUID, sent: schemas.NewScheduled) -> Answer:
    """Keeps an answer until `due_at`. By people only: a program can wait by itself."""
    conversation = found(request, conversation_id)
    made = commands.schedule(
        actor=request.auth.actor,
        conversation=conversation,
        client_id=sent.client_id,
        text=sent.body,
        due_at=sent.due_at,
        attachments=sent.attachments,
        quote=sent.quote,
    )
    return Answer(201, postponed.shown([made])[0], conversation.subject_id)


@router.patch(EACH, response=ScheduledShape)
def change(request: Call, scheduled_id: UUID, sent: schemas.ChangedScheduled) -> ScheduledShape:
    """Another time, or other words by their writer."""
    changed = commands.change_scheduled(
        actor=request.auth.actor,
        answer=answer_of(request, scheduled_id),
        text=sent.body,
        due_at=sent.due_at,
    )
    return postponed.shown([changed])[0]


@router.delete(EACH, response={204: None})
def call_off(request: Call, scheduled_id: UUID) -> Status[None]:
    """It does not go out."""
    commands.call_off(actor=request.auth.actor, answer=answer_of(request, scheduled_id))
    return Status(204, None)


def answer_of(request: Call, scheduled_id: UUID) -> ScheduledAnswer:
    """The answer, if the caller may see its conversation. Raises `NotFound`."""
    seen = conversations_for(request.auth.actor).values("id")
    row: ScheduledAnswer = ScheduledAnswer.objects.find(id=scheduled_id, conversation__in=seen)
    return row
