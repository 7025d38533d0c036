"""Messages and notes of a conversation."""

from uuid import UUID

from ninja import Query, Router

from ictdesk.desk.conversations import commands, queries
from ictdesk.desk.conversations.append import Appended
from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.conversations.reading import messages_shown
from ictdesk.desk.conversations.shapes import MessageForAgent
from ictdesk.desk.people.queries import named
from ictdesk.kernel.audit.seeing import seen
from ictdesk.surfaces.api import schemas
from ictdesk.surfaces.api.callers import Call
from ictdesk.surfaces.api.idempotency import Answer
from ictdesk.surfaces.api.routes.conversations import ONE, found
from ictdesk.surfaces.api.shapes import Messages

router = Router(tags=["Messages"])
WRITTEN = {200: MessageForAgent, 201: MessageForAgent}


@router.get(f"{ONE}/messages", response=Messages)
def list_messages(request: Call, conversation_id: UUID, asked: Query[schemas.ListMessages]) -> Messages:
    """Messages and notes in order of `seq`: the newest, those before one, or those after one."""
    page = queries.messages_page(
        actor=request.auth.actor, conversation_id=conversation_id, **asked.model_dump()
    )
    if asked.before is None and not asked.after:
        seen(request.auth.actor, "conversation", conversation_id)
    edge = page["items"][-1 if asked.after else 0] if page["more"] else None
    return {"items": page["items"], "next": str(edge["seq"]) if edge else None}


@router.post(f"{ONE}/messages", response=WRITTEN)
def reply(request: Call, conversation_id: UUID, sent: schemas.NewAnswer) -> Answer:
    """An answer that the visitor gets. 201; 200 when this `client_id` was sent before."""
    conversation = found(request, conversation_id)
    done = commands.reply(
        actor=request.auth.actor,
        conversation=conversation,
        client_id=sent.client_id,
        text=sent.body,
        attachments=sent.attachments,
        quote=sent.quote,
    )
    return written(conversation, done)


@router.post(f"{ONE}/notes", response=WRITTEN)
def note(request: Call, conversation_id: UUID, sent: schemas.NewNote) -> Answer:
    """A note for the team; no visitor ever gets it."""
    conversation = found(request, conversation_id)
    done = commands.note(
        actor=request.auth.actor,
        conversation=conversation,
        client_id=sent.client_id,
        text=sent.body,
        attachments=sent.attachments,
        mentions=named(request.auth.actor, sent.mentions) if sent.mentions else [],
    )
    return written(conversation, done)


@router.patch("/messages/{uuid:message_id}", response=MessageForAgent)
def edit(request: Call, message_id: UUID, sent: schemas.NewBody) -> MessageForAgent:
    """Replaces the text of one's own message."""
    message = queries.messages_for(request.auth.actor).find(id=message_id)
    commands.edit_message(actor=request.auth.actor, message=message, text=sent.body)
    return messages_shown([message_id])[0]


@router.delete("/messages/{uuid:message_id}", response=MessageForAgent)
def delete(request: Call, message_id: UUID) -> MessageForAgent:
    """Empties one's own message and drops its files; its place stays."""
    message = queries.messages_for(request.auth.actor).find(id=message_id)
    commands.delete_message(actor=request.auth.actor, message=message)
    return messages_shown([message_id])[0]


@router.post("/messages/{uuid:message_id}/corrections", response={201: MessageForAgent})
def correct(request: Call, message_id: UUID, sent: schemas.NewBody) -> Answer:
    """Says beside a message what is right; what was said stays. Whoever sees the message sees it, also its customer."""
    message = queries.messages_for(request.auth.actor).find(id=message_id)
    commands.correct_message(actor=request.auth.actor, message=message, text=sent.body)
    return Answer(201, messages_shown([message_id])[0], message.subject_id)


@router.delete("/corrections/{uuid:correction_id}", response=MessageForAgent)
def remove_correction(request: Call, correction_id: UUID) -> MessageForAgent:
    """Takes away one that was wrong itself."""
    correction = queries.corrections_for(request.auth.actor).find(id=correction_id)
    commands.remove_correction(actor=request.auth.actor, correction=correction)
    return messages_shown([correction.message_id])[0]


def written(conversation: Conversation, done: Appended) -> Answer:
    status = 200 if done.outcome == "repeat" else 201
    return Answer(status, messages_shown([done.id])[0], conversation.subject_id)
