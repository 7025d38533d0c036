"""What data is processed for, and what the controller instructed: for reading."""

from ninja import Query, Router

from ictdesk.surfaces.api.callers import Call
from ictdesk.surfaces.api.shapes_records import (
    ActivityShapes,
    AskedInstructions,
    InstructionShapes,
    activity_shape,
)
from ictdesk.trust.records import queries, register

router = Router(tags=["Records"])
PAGE = 100


@router.get("/processing-purposes", response=ActivityShapes)
def list_activities(request: Call) -> ActivityShapes:
    """All of them, as they are now."""
    return {"items": [activity_shape(line) for line in register.lines(request.auth.actor)], "next": None}


@router.get("/instructions", response=InstructionShapes)
def list_instructions(request: Call, asked: Query[AskedInstructions]) -> InstructionShapes:
    """Newest first, a hundred at once; of one area if it is named."""
    rows = queries.instructions_for(request.auth.actor, area=asked.area).filter(number__lt=asked.before)
    found = list(rows[: PAGE + 1])
    shown = [queries.shape_of(row) for row in found[:PAGE]]
    return {"items": shown, "next": shown[-1]["number"] if len(found) > PAGE else None}
