"""The workspace itself: name, looks, words, hours, holidays."""

from ninja import Router

from ictdesk.desk.workspaces import commands, queries
from ictdesk.surfaces.api import schemas_setup as schemas
from ictdesk.surfaces.api import setup
from ictdesk.surfaces.api.callers import Call
from ictdesk.surfaces.api.shapes_setup import HolidaysShape, WorkspaceWhole

router = Router(tags=["Workspace"])


@router.get("/workspace", response=WorkspaceWhole)
def read(request: Call) -> WorkspaceWhole:
    """Name, looks, words and business hours, and whether the desk is open now."""
    setup.must_see(request.auth.actor)
    return setup.workspace(queries.workspace())


@router.patch("/workspace", response=WorkspaceWhole)
def change(request: Call, sent: schemas.WorkspaceChange) -> WorkspaceWhole:
    """Changes what is named; a day may have several spans. Owners and admins."""
    now = queries.workspace()
    said = sent.model_dump(exclude_none=True)
    wanted = {name: said.get(name, getattr(now, name)) for name in schemas.WorkspaceChange.model_fields}
    return setup.workspace(commands.set_workspace(actor=request.auth.actor, **wanted))


@router.get("/holidays", response=HolidaysShape)
def read_holidays(request: Call) -> HolidaysShape:
    """Whose public holidays count, the workspace's own closed days, and the next ones of both."""
    setup.must_see(request.auth.actor)
    return setup.holidays(queries.workspace())


@router.put("/holidays", response=HolidaysShape)
def set_holidays(request: Call, sent: schemas.Holidays) -> HolidaysShape:
    """Sets both. Owners and admins."""
    return setup.holidays(commands.set_holidays(actor=request.auth.actor, **sent.model_dump()))
