"""Tags: the words that stand on conversations."""

from uuid import UUID

from ninja import Router, Status

from ictdesk.desk.conversations import commands as conversations
from ictdesk.desk.people import queries
from ictdesk.desk.workspaces import commands
from ictdesk.desk.workspaces.models import Tag
from ictdesk.surfaces.api import schemas_setup as schemas
from ictdesk.surfaces.api import setup
from ictdesk.surfaces.api.callers import Call
from ictdesk.surfaces.api.idempotency import Answer
from ictdesk.surfaces.api.shapes_setup import Tags, TagWhole

router = Router(tags=["Tags"])
ONE = "/tags/{uuid:tag_id}"


@router.get("/tags", response=Tags)
def list_tags(request: Call) -> Tags:
    """Every tag by name, with how many conversations carry it."""
    setup.must_see(request.auth.actor)
    return {"items": setup.tags(), "next": None}


@router.post("/tags", response={201: TagWhole})
def make(request: Call, sent: schemas.TagName) -> Answer:
    """Makes one that no conversation carries yet. Owners and admins."""
    actor = request.auth.actor
    made = commands.make_tag(actor=actor, name=sent.name)
    return Answer(201, setup.tag(made), queries.subject_of(actor))


@router.patch(ONE, response=TagWhole)
def rename(request: Call, tag_id: UUID, sent: schemas.TagName) -> TagWhole:
    """Gives it another name wherever it stands, in saved views too."""
    tag = Tag.objects.find(id=tag_id)
    return setup.tag(conversations.rename_tag(actor=request.auth.actor, tag=tag, name=sent.name))


@router.post(f"{ONE}/merge", response=TagWhole)
def merge(request: Call, tag_id: UUID, sent: schemas.MergeInto) -> Answer:
    """Puts the tag `into` wherever this one stands, and deletes this one. It cannot be undone."""
    actor = request.auth.actor
    tag, into = Tag.objects.find(id=tag_id), Tag.objects.find(id=sent.into)
    conversations.merge_tags(actor=actor, tag=tag, into=into)
    return Answer(200, setup.tag(into), queries.subject_of(actor))


@router.delete(ONE, response={204: None})
def delete(request: Call, tag_id: UUID) -> Status[None]:
    """Takes it off every conversation and deletes it."""
    conversations.delete_tag(actor=request.auth.actor, tag=Tag.objects.find(id=tag_id))
    return Status(204, None)
