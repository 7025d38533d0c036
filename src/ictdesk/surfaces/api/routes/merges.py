"""Two contacts that are one person."""

from uuid import UUID

from ninja import Query, Router

from ictdesk.desk.contacts import queries
from ictdesk.desk.contacts.shapes import ContactShape
from ictdesk.desk.conversations import commands
from ictdesk.desk.conversations.merges import merge_preview, merges_for, merges_of
from ictdesk.desk.conversations.person_shapes import MergePreview, MergeShape
from ictdesk.surfaces.api import schemas
from ictdesk.surfaces.api.callers import Call
from ictdesk.surfaces.api.idempotency import Answer

router = Router(tags=["Contacts"])
ONE = "/contacts/{uuid:contact_id}"


@router.get(f"{ONE}/merge", response=MergePreview)
def preview(request: Call, contact_id: UUID, asked: Query[schemas.MergeFrom]) -> MergePreview:
    """What would move if the contact `source` went into this one. Changes nothing."""
    actor = request.auth.actor
    found = queries.contacts_for(actor)
    return merge_preview(actor=actor, source=found.find(id=asked.source), target=found.find(id=contact_id))


@router.post(f"{ONE}/merge", response={201: MergeShape})
def merge(request: Call, contact_id: UUID, sent: schemas.MergeFrom) -> Answer:
    """Puts the contact `source` into this one. It can be undone for one day."""
    actor = request.auth.actor
    found = queries.contacts_for(actor)
    target = found.find(id=contact_id)
    made = commands.merge_contacts(actor=actor, source=found.find(id=sent.source), target=target)
    (shown,) = [row for row in merges_of(target) if row["id"] == str(made.id)]
    return Answer(201, shown, target.subject_id)


@router.post("/merges/{uuid:merge_id}/undo", response=ContactShape)
def undo(request: Call, merge_id: UUID) -> Answer:
    """Takes a merge back, exactly; answers with the contact that is there again."""
    actor = request.auth.actor
    done = commands.undo_merge(actor=actor, merge=merges_for(actor).find(id=merge_id))
    shown = queries.contact_shown(actor=actor, contact=done.source)
    return Answer(200, shown, done.source.subject_id)
