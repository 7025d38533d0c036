"""Tickets: what a conversation has besides when somebody must finish it."""

from uuid import UUID

from ninja import Router

from ictdesk.desk.conversations import commands
from ictdesk.desk.conversations.shapes import ConversationForAgent
from ictdesk.desk.people.queries import members_for
from ictdesk.desk.workspaces.models import Inbox, TicketType
from ictdesk.kernel.errors import NotFound
from ictdesk.surfaces.api import schemas_tickets as schemas
from ictdesk.surfaces.api.callers import Call
from ictdesk.surfaces.api.idempotency import Answer
from ictdesk.surfaces.api.routes.conversations import ONE, found, shown

router = Router(tags=["Tickets"])


@router.post(f"{ONE}/ticket", response=ConversationForAgent)
def make(request: Call, conversation_id: UUID) -> Answer:
    """Gives a conversation a number. It stays the same conversation."""
    conversation = commands.make_ticket(
        actor=request.auth.actor, conversation=found(request, conversation_id)
    )
    return Answer(200, shown(conversation), conversation.subject_id)


@router.post("/tickets", response={201: ConversationForAgent})
def begin(request: Call, sent: schemas.NewTicket) -> Answer:
    """A ticket with somebody who is not known yet: a new contact, whose address nobody has proved."""
    conversation, _ = commands.start_for_new(
        actor=request.auth.actor,
        name=sent.name,
        email=sent.email,
        inbox=Inbox.objects.find(id=sent.inbox_id, active=True),
        client_id=sent.client_id,
        text=sent.body,
        subject=sent.subject,
        ticket_type=TicketType.objects.find(id=sent.type_id) if sent.type_id else None,
        note=sent.note,
    )
    return Answer(201, shown(conversation), conversation.subject_id)


@router.put(f"{ONE}/type", response=ConversationForAgent)
def set_type(request: Call, conversation_id: UUID, sent: schemas.TypeOfTicket) -> ConversationForAgent:
    """Says what kind of work it is; null takes the type away."""
    conversation = found(request, conversation_id)
    type_ = TicketType.objects.find(id=sent.type_id) if sent.type_id else None
    return shown(commands.set_type(actor=request.auth.actor, conversation=conversation, ticket_type=type_))


@router.put(f"{ONE}/subject", response=ConversationForAgent)
def set_subject(request: Call, conversation_id: UUID, sent: schemas.NewSubject) -> ConversationForAgent:
    """Says what it is about. The contact reads it too."""
    conversation = found(request, conversation_id)
    return shown(
        commands.set_subject(actor=request.auth.actor, conversation=conversation, subject=sent.subject)
    )


@router.put(f"{ONE}/followers", response=ConversationForAgent)
def set_followers(request: Call, conversation_id: UUID, sent: schemas.NewFollowers) -> ConversationForAgent:
    """Lets exactly these members follow it."""
    actor, conversation = request.auth.actor, found(request, conversation_id)
    members = list(members_for(actor).filter(id__in=sent.members))
    if len(members) < len(set(sent.members)):
        raise NotFound
    return shown(commands.set_followers(actor=actor, conversation=conversation, members=members))
