"""What is known of a conversation's mails."""

from uuid import UUID

from ninja import Router, Status

from ictdesk.desk.conversations.queries import conversations_for
from ictdesk.desk.mail import commands, facts
from ictdesk.desk.mail.models import Participant
from ictdesk.desk.mail.shapes import ConversationMail, TranscriptShape
from ictdesk.surfaces.api import schemas_mail as schemas
from ictdesk.surfaces.api.callers import Call
from ictdesk.surfaces.api.idempotency import Answer
from ictdesk.surfaces.api.routes.conversations import ONE, found

router = Router(tags=["Messages"])


@router.get(f"{ONE}/mail", response=ConversationMail)
def mail(request: Call, conversation_id: UUID) -> ConversationMail:
    """Message by message: whether the sender's domain confirms it, its original as HTML, and how far an answer came."""
    return facts.of(found(request, conversation_id))


@router.post(f"{ONE}/transcript", response={202: TranscriptShape})
def ask_transcript(request: Call, conversation_id: UUID) -> Answer:
    """Mails all that the customer could read to the customer's own address; 409 where none is known, 429 after three in a day."""
    conversation = found(request, conversation_id)
    made = commands.ask_transcript(actor=request.auth.actor, conversation=conversation)
    return Answer(202, {"id": str(made.id), "state": made.state}, conversation.subject_id)


@router.post(f"{ONE}/participants", response={201: ConversationMail})
def add_participant(request: Call, conversation_id: UUID, sent: schemas.NewParticipant) -> Answer:
    """Puts somebody in copy of every answer from here on; what they answer joins the conversation."""
    conversation = found(request, conversation_id)
    commands.add_participant(
        actor=request.auth.actor, conversation=conversation, address=sent.address, name=sent.name
    )
    return Answer(201, facts.of(conversation), conversation.subject_id)


@router.delete("/participants/{uuid:participant_id}", response={204: None})
def remove_participant(request: Call, participant_id: UUID) -> Status[None]:
    """No further answer goes to them, and what they write lands apart."""
    seen = conversations_for(request.auth.actor).values("id")
    row: Participant = Participant.objects.find(id=participant_id, conversation__in=seen)
    commands.remove_participant(actor=request.auth.actor, participant=row)
    return Status(204, None)
