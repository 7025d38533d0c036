"""What calls about restrictions send and get."""

from typing import TypedDict

from ictdesk.kernel.clock import rfc3339
from ictdesk.privacy.restriction.models import Restriction
from ictdesk.privacy.restriction.words import Ground
from ictdesk.surfaces.api.schemas import Sent


class PlaceRestriction(Sent):
    """`ground`: accuracy is disputed, the use was unlawful, claims need the data, or an objection is weighed."""

    ground: Ground


class LiftRestriction(Sent):
    """`agreed`: they were told and said that it may end now, without the seven days."""

    agreed: bool = False


class RestrictionShape(TypedDict):
    """`ends_at`: from when it may be lifted; null before the person was told."""

    id: str
    case_id: str
    ground: str
    placed_at: str
    told_at: str | None
    ends_at: str | None
    lifted_at: str | None


class RestrictionShapes(TypedDict):
    items: list[RestrictionShape]
    next: None


def restriction_shape(row: Restriction) -> RestrictionShape:
    told, ends, lifted = (rfc3339(at) if at else None for at in (row.told_at, row.ends_at, row.lifted_at))
    return {
        "id": str(row.id),
        "case_id": str(row.case_id),
        "ground": row.ground,
        "placed_at": rfc3339(row.placed_at),
        "told_at": told,
        "ends_at": ends,
        "lifted_at": lifted,
    }
