"""What calls about objections send and get."""

from collections.abc import Iterable
from typing import TypedDict

from ictdesk.kernel.clock import rfc3339
from ictdesk.privacy.objection.models import Objection
from ictdesk.privacy.objection.words import Scope
from ictdesk.surfaces.api.schemas import Sent


class KeepObjection(Sent):
    """`scope`: direct marketing, or every use that rests on a legitimate interest, marketing among them."""

    scope: Scope


class ObjectionShape(TypedDict):
    """`case_id` and `channel`: by which case, and how it came."""

    scope: str
    case_id: str | None
    channel: str
    made_at: str


class ObjectionShapes(TypedDict):
    items: list[ObjectionShape]
    next: None


def objection_shapes(rows: Iterable[Objection]) -> ObjectionShapes:
    """One for each scope: a person has several addresses."""
    first: dict[str, Objection] = {}
    for row in rows:
        first.setdefault(row.scope, row)
    return {"items": [_shape(row) for row in first.values()], "next": None}


def _shape(row: Objection) -> ObjectionShape:
    return {
        "scope": row.scope,
        "case_id": str(row.case_id) if row.case_id else None,
        "channel": row.channel,
        "made_at": rfc3339(row.made_at),
    }
