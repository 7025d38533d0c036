"""Saved views."""

from uuid import UUID

from ninja import Router, Status

from ictdesk.desk.conversations import commands, queries
from ictdesk.desk.conversations.models import SavedView
from ictdesk.desk.conversations.queries import views_for, views_shown
from ictdesk.desk.conversations.shapes import SavedViewShape
from ictdesk.desk.people.models import Member
from ictdesk.surfaces.api import schemas_lists as schemas
from ictdesk.surfaces.api.callers import Call
from ictdesk.surfaces.api.idempotency import Answer
from ictdesk.surfaces.api.shapes import Views

router = Router(tags=["Saved views"])
ONE = "/views/{uuid:view_id}"


@router.get("/views", response=Views)
def list_views(request: Call) -> Views:
    """One's own and the shared ones, by name."""
    return {"items": views_shown(views_for(request.auth.actor)), "next": None}


@router.post("/views", response={201: SavedViewShape})
def save(request: Call, sent: schemas.NewView) -> Answer:
    """Keeps a list under a name. For members: a key has no lists of its own."""
    actor = request.auth.actor
    view = commands.save_view(actor=actor, name=sent.name, wanted=sent.filter, shared=sent.shared)
    owner: Member = Member.objects.find(id=view.owner_id)
    return Answer(201, shown(view), owner.subject_id)


@router.patch(ONE, response=SavedViewShape)
def change(request: Call, view_id: UUID, sent: schemas.ViewChange) -> SavedViewShape:
    """Renames, changes, shares."""
    view = queries.views_for(request.auth.actor).find(id=view_id)
    shared = view.shared if sent.shared is None else sent.shared
    return shown(
        commands.change_view(
            actor=request.auth.actor, view=view, name=sent.name, wanted=sent.filter, shared=shared
        )
    )


@router.delete(ONE, response={204: None})
def delete(request: Call, view_id: UUID) -> Status[None]:
    """Forgets it; the conversations stay."""
    commands.delete_view(
        actor=request.auth.actor, view=queries.views_for(request.auth.actor).find(id=view_id)
    )
    return Status(204, None)


def shown(view: SavedView) -> SavedViewShape:
    return views_shown([view])[0]
