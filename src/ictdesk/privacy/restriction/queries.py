"""What others read of restrictions."""

from collections.abc import Collection
from uuid import UUID

from ictdesk.kernel.actor import Actor
from ictdesk.kernel.errors import NotAllowed
from ictdesk.kernel.tenancy.models import CellQuerySet
from ictdesk.privacy.restriction import rules
from ictdesk.privacy.restriction.models import Restriction, RestrictionLook


def restrictions_for(actor: Actor) -> CellQuerySet[Restriction]:
    """All of them. Raises `NotAllowed`."""
    if not rules.can_read(actor):
        raise NotAllowed
    return Restriction.objects.all()  # type: ignore[no-any-return]


def standing(subjects: Collection[UUID]) -> list[Restriction]:
    """Those that stand about whoever these keys belong to, the oldest first."""
    found = Restriction.objects.filter(subjects__person_id__in=list(subjects), lifted_at=None)
    return list(found.distinct().order_by("placed_at", "id"))


def of_case(case_id: UUID) -> Restriction | None:
    """The restriction of a case, the newest."""
    found: Restriction | None = Restriction.objects.filter(case_id=case_id).order_by("-placed_at").first()
    return found


def looks_of(row: Restriction) -> list[RestrictionLook]:
    """Who read in spite of it, oldest first."""
    return list(RestrictionLook.objects.filter(restriction=row).order_by("looked_at"))
