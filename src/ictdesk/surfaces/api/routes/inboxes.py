"""Inboxes: the ways in."""

from uuid import UUID

from ninja import Router

from ictdesk.desk.people.queries import subject_of
from ictdesk.desk.workspaces import commands
from ictdesk.desk.workspaces.models import Inbox
from ictdesk.desk.workspaces.queries import workspace
from ictdesk.surfaces.api import schemas_setup as schemas
from ictdesk.surfaces.api import setup
from ictdesk.surfaces.api.callers import Call
from ictdesk.surfaces.api.idempotency import Answer
from ictdesk.surfaces.api.shapes_setup import Inboxes, InboxWhole

router = Router(tags=["Inboxes"])


@router.get("/inboxes", response=Inboxes)
def list_inboxes(request: Call) -> Inboxes:
    """All, oldest first, with where the chat may be shown and what it asks before the first message."""
    setup.must_see(request.auth.actor)
    settings = workspace()
    return {"items": [setup.inbox(row, settings) for row in Inbox.objects.order_by("id")], "next": None}


@router.post("/inboxes", response={201: InboxWhole})
def make(request: Call, sent: schemas.NewInbox) -> Answer:
    """Makes one with a widget key of its own. Owners and admins."""
    actor = request.auth.actor
    made = commands.make_inbox(actor=actor, name=sent.name, allowed_origins=sent.allowed_origins)
    return Answer(201, setup.inbox(made, workspace()), subject_of(actor))


@router.patch("/inboxes/{uuid:inbox_id}", response=InboxWhole)
def change(request: Call, inbox_id: UUID, sent: schemas.InboxChange) -> InboxWhole:
    """Changes what is named; lists are set whole."""
    inbox: Inbox = Inbox.objects.find(id=inbox_id)
    said = sent.model_dump(exclude_none=True)
    kept = {name: getattr(inbox, name) for name in schemas.InboxChange.model_fields}
    changed = commands.set_inbox(actor=request.auth.actor, inbox=inbox, **kept | said)
    return setup.inbox(changed, workspace())
