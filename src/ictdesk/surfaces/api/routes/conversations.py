"""Conversations: lists, one, and the change of each of its properties."""

from uuid import UUID

from ninja import Query, Router

from ictdesk.desk.contacts.queries import contact_for
from ictdesk.desk.conversations import commands, queries
from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.conversations.queries import ConversationPage, conversations_for
from ictdesk.desk.conversations.reading import conversations_shown
from ictdesk.desk.conversations.shapes import ConversationForAgent
from ictdesk.desk.people.queries import members_for
from ictdesk.desk.workspaces.models import Inbox, Status, Team, TicketType
from ictdesk.surfaces.api import schemas
from ictdesk.surfaces.api.callers import Call
from ictdesk.surfaces.api.idempotency import Answer

router = Router(tags=["Conversations"])
ONE = "/conversations/{uuid:conversation_id}"


@router.get("/conversations", response=ConversationPage)
def list_conversations(request: Call, asked: Query[schemas.ListConversations]) -> ConversationPage:
    """One page of a list. Filters narrow each other; `sort` is newest, waiting (who waits longest) or due."""
    return queries.inbox_page(actor=request.auth.actor, **asked.model_dump())


@router.post("/conversations", response={201: ConversationForAgent})
def start(request: Call, sent: schemas.NewConversation) -> Answer:
    """Begins a conversation with a contact by a first message; with `ticket` it gets a number. `note`: that message is one."""
    actor = request.auth.actor
    conversation, _ = commands.start_for(
        actor=actor,
        contact=contact_for(actor, sent.contact_id),
        inbox=Inbox.objects.find(id=sent.inbox_id, active=True),
        client_id=sent.client_id,
        text=sent.body,
        subject=sent.subject,
        ticket=sent.ticket,
        ticket_type=TicketType.objects.find(id=sent.type_id) if sent.type_id else None,
        note=sent.note,
    )
    return Answer(201, shown(conversation), conversation.subject_id)


@router.get(ONE, response=ConversationForAgent)
def one(request: Call, conversation_id: UUID) -> ConversationForAgent:
    """One row."""
    return queries.conversation_shown(actor=request.auth.actor, conversation_id=conversation_id)


@router.put(f"{ONE}/assignee", response=ConversationForAgent)
def assign(request: Call, conversation_id: UUID, sent: schemas.NewAssignee) -> ConversationForAgent:
    """Gives it to a member, or to nobody."""
    actor = request.auth.actor
    member = members_for(actor).find(id=sent.member_id) if sent.member_id else None
    return shown(commands.assign(actor=actor, conversation=found(request, conversation_id), member=member))


@router.put(f"{ONE}/team", response=ConversationForAgent)
def assign_team(request: Call, conversation_id: UUID, sent: schemas.NewTeam) -> ConversationForAgent:
    """Gives it to a team, or to none."""
    conversation = found(request, conversation_id)
    team = Team.objects.find(id=sent.team_id) if sent.team_id else None
    return shown(commands.assign_team(actor=request.auth.actor, conversation=conversation, team=team))


@router.post(f"{ONE}/snooze", response=ConversationForAgent)
def snooze(request: Call, conversation_id: UUID, sent: schemas.NewSnooze) -> Answer:
    """Lets it sleep until a time, or until they answer; a message wakes it in either case."""
    conversation = commands.snooze(
        actor=request.auth.actor, conversation=found(request, conversation_id), until=sent.until
    )
    return Answer(200, shown(conversation), conversation.subject_id)


@router.put(f"{ONE}/status", response=ConversationForAgent)
def set_status(request: Call, conversation_id: UUID, sent: schemas.NewStatus) -> ConversationForAgent:
    """Sets the status; `snoozed_until` goes with a status of the category *snoozed* and with no other."""
    conversation = found(request, conversation_id)
    status = Status.objects.find(id=sent.status_id)
    return shown(
        commands.set_status(
            actor=request.auth.actor,
            conversation=conversation,
            status=status,
            snoozed_until=sent.snoozed_until,
        )
    )


@router.post(f"{ONE}/solve", response=ConversationForAgent)
def solve(request: Call, conversation_id: UUID) -> Answer:
    """Sets the first status of the category *solved*."""
    conversation = commands.solve(actor=request.auth.actor, conversation=found(request, conversation_id))
    return Answer(200, shown(conversation), conversation.subject_id)


@router.post(f"{ONE}/reopen", response=ConversationForAgent)
def reopen(request: Call, conversation_id: UUID) -> Answer:
    """Sets the first status of the category *open*."""
    conversation = commands.reopen(actor=request.auth.actor, conversation=found(request, conversation_id))
    return Answer(200, shown(conversation), conversation.subject_id)


@router.put(f"{ONE}/priority", response=ConversationForAgent)
def set_priority(request: Call, conversation_id: UUID, sent: schemas.NewPriority) -> ConversationForAgent:
    """Says how urgent it is."""
    conversation = found(request, conversation_id)
    return shown(
        commands.set_priority(actor=request.auth.actor, conversation=conversation, priority=sent.priority)
    )


@router.put(f"{ONE}/tags", response=ConversationForAgent)
def set_tags(request: Call, conversation_id: UUID, sent: schemas.NewTags) -> ConversationForAgent:
    """Puts exactly these tags on it; a new word becomes a tag of the workspace."""
    conversation = found(request, conversation_id)
    return shown(commands.set_tags(actor=request.auth.actor, conversation=conversation, names=sent.tags))


@router.put(f"{ONE}/read", response=ConversationForAgent)
def mark_read(request: Call, conversation_id: UUID, sent: schemas.ReadUpTo) -> ConversationForAgent:
    """Says how far the team has read; the mark only moves forward."""
    conversation = found(request, conversation_id)
    return shown(commands.mark_read(actor=request.auth.actor, conversation=conversation, seq=sent.seq))


def found(request: Call, conversation_id: UUID) -> Conversation:
    """The conversation, looked up through what the caller may see. Raises `NotFound`."""
    return conversations_for(request.auth.actor).find(id=conversation_id)


def shown(conversation: Conversation) -> ConversationForAgent:
    return conversations_shown([conversation.id])[0]
