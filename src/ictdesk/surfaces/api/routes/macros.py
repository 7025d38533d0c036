"""Macros: several changes under one name."""

from uuid import UUID

from ninja import Query, Router, Status

from ictdesk.desk.conversations.queries import conversations_for
from ictdesk.desk.conversations.shapes import BulkResult
from ictdesk.desk.people import queries as people
from ictdesk.desk.tickets import commands, previewing
from ictdesk.desk.tickets.queries import macro_shown, macros_for
from ictdesk.desk.tickets.shapes import MacroPreview, MacroShape
from ictdesk.surfaces.api import schemas_macros as schemas
from ictdesk.surfaces.api.callers import Call
from ictdesk.surfaces.api.idempotency import Answer
from ictdesk.surfaces.api.routes.bulk import in_order, some_subject
from ictdesk.surfaces.api.routes.conversations import found
from ictdesk.surfaces.api.shapes import Macros

router = Router(tags=["Macros"])
ONE = "/macros/{uuid:macro_id}"


@router.get("/macros", response=Macros)
def list_macros(request: Call) -> Macros:
    """The shared ones, and the caller's own."""
    return {"items": [macro_shown(one) for one in macros_for(request.auth.actor)], "next": None}


@router.post("/macros", response={201: MacroShape})
def make(request: Call, sent: schemas.NewMacro) -> Answer:
    """Makes one for oneself; for everybody (`shared`) owners and admins."""
    actor = request.auth.actor
    made = commands.make_macro(actor=actor, name=sent.name, does=sent.actions.said(), shared=sent.shared)
    return Answer(201, macro_shown(made), people.subject_of(actor))


@router.put(ONE, response=MacroShape)
def change(request: Call, macro_id: UUID, sent: schemas.NewMacro) -> MacroShape:
    """Sets name, actions, and whether all may use it."""
    actor = request.auth.actor
    macro = macros_for(actor).find(id=macro_id)
    return macro_shown(
        commands.change_macro(
            actor=actor, macro=macro, name=sent.name, does=sent.actions.said(), shared=sent.shared
        )
    )


@router.delete(ONE, response={204: None})
def delete(request: Call, macro_id: UUID) -> Status[None]:
    """Deletes it; what was done with it stays."""
    actor = request.auth.actor
    commands.delete_macro(actor=actor, macro=macros_for(actor).find(id=macro_id))
    return Status(204, None)


@router.get(f"{ONE}/preview", response=MacroPreview)
def preview(request: Call, macro_id: UUID, asked: Query[schemas.PreviewOf]) -> MacroPreview:
    """What it would change in a conversation and what it would say there. Changes nothing."""
    actor = request.auth.actor
    return previewing.preview(actor, macros_for(actor).find(id=macro_id), found(request, asked.conversation))


@router.post(f"{ONE}/apply", response=BulkResult)
def apply(request: Call, macro_id: UUID, sent: schemas.ApplyTo) -> Answer:
    """All of it or nothing, for each of up to 200 conversations. `undo` takes back what is no message."""
    actor = request.auth.actor
    rows = list(conversations_for(actor).filter(id__in=sent.ids))
    done = commands.apply_macro(actor=actor, macro=macros_for(actor).find(id=macro_id), rows=rows)
    order = [str(id_) for id_ in dict.fromkeys(sent.ids)]
    return Answer(200, done | {"items": in_order(order, done["items"])}, some_subject(rows))
