"""What the workspace asks of its members' sign-in."""

from ninja import Router

from ictdesk.desk.people import commands, rules
from ictdesk.desk.workspaces.models import Workspace
from ictdesk.desk.workspaces.queries import workspace
from ictdesk.kernel.errors import NotAllowed
from ictdesk.surfaces.api import schemas_setup as schemas
from ictdesk.surfaces.api.callers import Call
from ictdesk.surfaces.api.shapes_setup import SecurityShape

router = Router(tags=["Security"])


@router.get("/security", response=SecurityShape)
def policy(request: Call) -> SecurityShape:
    """The policy in force. Owners and admins."""
    if not rules.can_set_security(request.auth.actor):
        raise NotAllowed
    return _shape(workspace())


@router.put("/security", response=SecurityShape)
def set_policy(request: Call, sent: schemas.Security) -> SecurityShape:
    """Sets both. Whoever does not meet them is let in no further; 409 when that would be the caller."""
    return _shape(commands.set_security(actor=request.auth.actor, **sent.model_dump()))


def _shape(row: Workspace) -> SecurityShape:
    return {"second_step": row.second_step, "sign_in_hours": row.sign_in_hours}
