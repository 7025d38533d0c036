"""The notice above the first message, and its versions."""

from ninja import Router

from ictdesk.desk.people.queries import subject_of
from ictdesk.desk.workspaces import commands, queries
from ictdesk.desk.workspaces.models import Notice
from ictdesk.kernel.errors import NotFound
from ictdesk.surfaces.api import schemas_setup as schemas
from ictdesk.surfaces.api import setup
from ictdesk.surfaces.api.callers import Call
from ictdesk.surfaces.api.idempotency import Answer
from ictdesk.surfaces.api.shapes_setup import Notices, NoticeShape

router = Router(tags=["Notice"])


@router.get("/notice", response=NoticeShape)
def current(request: Call) -> NoticeShape:
    """The one in force; 404 before the first was published."""
    setup.must_see(request.auth.actor)
    found = queries.current_notice()
    if found is None:
        raise NotFound
    return setup.notice(found)


@router.get("/notice/versions", response=Notices)
def versions(request: Call) -> Notices:
    """All of them, newest first."""
    setup.must_see(request.auth.actor)
    return {"items": [setup.notice(row) for row in Notice.objects.order_by("-version")], "next": None}


@router.post("/notice", response={201: NoticeShape})
def publish(request: Call, sent: schemas.NewNotice) -> Answer:
    """Makes the next version; earlier ones stay. Owners and admins."""
    actor = request.auth.actor
    made = commands.publish_notice(actor=actor, text=sent.text, privacy_url=sent.privacy_url)
    return Answer(201, setup.notice(made), subject_of(actor))
