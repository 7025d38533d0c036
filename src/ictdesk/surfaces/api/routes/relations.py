"""What belongs together: links, merges, and splitting in two."""

from uuid import UUID

from ninja import Query, Router, Status

from ictdesk.desk.conversations import choices, commands, fields, relations
from ictdesk.desk.conversations.queries import messages_for
from ictdesk.desk.conversations.relation_shapes import (
    MergedShape,
    OthersShape,
    RelationsShape,
    TicketPage,
)
from ictdesk.desk.conversations.shapes import ConversationForAgent
from ictdesk.surfaces.api import schemas_relations as schemas
from ictdesk.surfaces.api.callers import Call
from ictdesk.surfaces.api.idempotency import Answer
from ictdesk.surfaces.api.routes.conversations import ONE, found, shown

router = Router(tags=["Links and merges"])


@router.get(f"{ONE}/relations", response=RelationsShape)
def list_relations(request: Call, conversation_id: UUID) -> RelationsShape:
    """Its links, where it goes on, and what goes on in it."""
    return relations.relations_of(found(request, conversation_id))


@router.get(f"{ONE}/besides", response=TicketPage)
def besides(request: Call, conversation_id: UUID) -> TicketPage:
    """What belongs to it and what its fields say, at once."""
    conversation = found(request, conversation_id)
    return {
        "relations": relations.relations_of(conversation),
        "fields": fields.values_of(conversation),
    }


@router.get(f"{ONE}/others", response=OthersShape)
def others(request: Call, conversation_id: UUID, asked: Query[schemas.FindOthers]) -> OthersShape:
    """What it could be linked with or merged into, by number or words; the same contact's own when `q` is empty."""
    found_here = found(request, conversation_id)
    return {"items": choices.choices_for(request.auth.actor, found_here, asked.q), "next": None}


@router.post(f"{ONE}/links", response={201: RelationsShape})
def link(request: Call, conversation_id: UUID, sent: schemas.NewLink) -> Answer:
    """Links two conversations; both show it."""
    conversation, other = found(request, conversation_id), found(request, sent.other_id)
    commands.link(actor=request.auth.actor, conversation=conversation, other=other, kind=sent.kind)
    return Answer(201, relations.relations_of(conversation), conversation.subject_id)


@router.delete("/links/{uuid:link_id}", response={204: None})
def unlink(request: Call, link_id: UUID) -> Status[None]:
    """Takes a link away from both."""
    actor = request.auth.actor
    commands.unlink(actor=actor, link=relations.links_for(actor).find(id=link_id))
    return Status(204, None)


@router.post(f"{ONE}/merge", response={201: MergedShape})
def merge(request: Call, conversation_id: UUID, sent: schemas.MergeInto) -> Answer:
    """Solves it and lets it go on in another of the same contact. It can be undone for one day."""
    source, target = found(request, conversation_id), found(request, sent.into)
    made = commands.merge(actor=request.auth.actor, source=source, target=target)
    return Answer(201, relations.merge_shown(made), source.subject_id)


@router.post("/conversation-merges/{uuid:merge_id}/undo", response=ConversationForAgent)
def unmerge(request: Call, merge_id: UUID) -> Answer:
    """Takes a merge back; answers with the conversation that is on its own again."""
    actor = request.auth.actor
    source = commands.unmerge(actor=actor, merge=relations.merges_for(actor).find(id=merge_id))
    return Answer(200, shown(source), source.subject_id)


@router.post("/messages/{uuid:message_id}/split", response={201: ConversationForAgent})
def split(request: Call, message_id: UUID, sent: schemas.NewSplit) -> Answer:
    """A new ticket of the same contact that says again everything from this message on. Nobody is written to."""
    actor = request.auth.actor
    message = messages_for(actor).find(id=message_id)
    made = commands.split(actor=actor, message=message, subject=sent.subject)
    return Answer(201, shown(made), made.subject_id)
