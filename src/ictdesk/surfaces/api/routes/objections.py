"""What people object to: kept by members and programs through a case, taken back by members alone."""

from uuid import UUID

from ninja import Router, Status

from ictdesk.privacy.objection import commands
from ictdesk.privacy.objection import queries as objections
from ictdesk.privacy.rights import queries
from ictdesk.privacy.rights.models import RightsRequest
from ictdesk.surfaces.api.callers import Call
from ictdesk.surfaces.api.idempotency import Answer
from ictdesk.surfaces.api.shapes_objection import KeepObjection, ObjectionShapes, objection_shapes

router = Router(tags=["Rights"])
ALL = "/rights-requests/{uuid:case_id}/objections"


@router.get(ALL, response=ObjectionShapes)
def list_objections(request: Call, case_id: UUID) -> ObjectionShapes:
    """What whoever the case is about objects to, each with the oldest record of it."""
    return objection_shapes(objections.on_record(_find(request, case_id)))


@router.post(ALL, response={201: ObjectionShapes})
def keep(request: Call, case_id: UUID, sent: KeepObjection) -> Answer:
    """Keeps their addresses from it at once: nothing is weighed for marketing, and this is no answer about the rest."""
    row = _find(request, case_id)
    commands.object_to(actor=request.auth.actor, request=row, scope=sent.scope)
    return Answer(201, objection_shapes(objections.on_record(row)), row.subject_id)


@router.delete(f"{ALL}/{{scope}}", response={204: None})
def withdraw(request: Call, case_id: UUID, scope: str) -> Status[None]:
    """They take it back; refused before it was shown that it is them. For members of the privacy office."""
    row = _find(request, case_id)
    commands.withdraw_objection(actor=request.auth.actor, request=row, scope=scope)  # type: ignore[arg-type]  # the command refuses others
    return Status(204, None)


def _find(request: Call, case_id: UUID) -> RightsRequest:
    found: RightsRequest = queries.cases_for(request.auth.actor).find(id=case_id)
    return found
