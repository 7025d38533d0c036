"""Promises: how soon tickets of each priority are answered and solved."""

from ninja import Router

from ictdesk.desk.tickets import commands
from ictdesk.desk.tickets.queries import promise_shown, promises_shown
from ictdesk.desk.tickets.shapes import PromiseShape
from ictdesk.surfaces.api import schemas_tickets as schemas
from ictdesk.surfaces.api.callers import Call
from ictdesk.surfaces.api.shapes import Promises

router = Router(tags=["Promises"])


@router.get("/promises", response=Promises)
def list_promises(request: Call) -> Promises:
    """Of each priority, the most urgent first."""
    return {"items": promises_shown(request.auth.actor), "next": None}


@router.put("/promises/{priority}", response=PromiseShape)
def set_promise(request: Call, priority: str, sent: schemas.NewPromise) -> PromiseShape:
    """Sets what is promised, in minutes, for new and open tickets of this priority. Owners and admins."""
    return promise_shown(
        commands.set_promise(actor=request.auth.actor, priority=priority, **sent.model_dump())
    )
