"""The register of orders, and the yearly figures that everybody may read."""

from dataclasses import dataclass

from ictdesk.desk.people.queries import addresses_of
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.errors import NotAllowed
from ictdesk.kernel.tenancy import current_workspace
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.trust.orders import rules
from ictdesk.trust.orders.models import LawfulOrder
from ictdesk.trust.orders.states import Checked

NEWEST = 100


@dataclass(frozen=True, slots=True)
class Line:
    """An order with what its check found, and who checked and agreed."""

    row: LawfulOrder
    slug: str
    lacks: list[str]
    checked_by: str
    agreed_by: str


@dataclass(slots=True)
class Figures:
    """Of one year, by when they came. Counts alone: no authority, no customer."""

    year: int
    received: int = 0
    refused: int = 0
    disclosed: int = 0
    open: int = 0
    told: int = 0
    barred: int = 0


def orders(actor: Actor) -> list[Line]:
    """The register, newest first, with the vendor's workspace in scope. Raises `NotAllowed`."""
    if not rules.can_read(actor):
        raise NotAllowed
    rows = list(LawfulOrder.objects.order_by("-number")[:NEWEST])
    names = addresses_of({one for row in rows for one in (row.checked_by, row.agreed_by) if one})
    slugs = dict(
        WorkspaceEntry.objects.filter(
            id__in={row.workspace_id for row in rows if row.workspace_id}
        ).values_list("id", "slug")
    )
    return [
        Line(
            row,
            slugs.get(row.workspace_id, "") if row.workspace_id else "",
            Checked(**row.validity).lacks if row.validity else [],
            names.get(row.checked_by, "") if row.checked_by else "",
            names.get(row.agreed_by, "") if row.agreed_by else "",
        )
        for row in rows
    ]


def about_us(actor: Actor) -> list[LawfulOrder]:
    """Those for data of the workspace in scope of which it was told. Raises `NotAllowed`."""
    if not rules.can_read(actor):
        raise NotAllowed
    return list(
        LawfulOrder.objects.filter(workspace_id=current_workspace(), told_at__isnull=False).order_by(
            "-number"
        )[:NEWEST]
    )


def figures() -> list[Figures]:
    """By year, newest first; a year without any is not in it."""
    made: dict[int, Figures] = {}
    for row in LawfulOrder.objects.order_by("received_at"):
        one = made.setdefault(row.received_at.year, Figures(row.received_at.year))
        one.received += 1
        one.refused += row.state == "refused"
        one.disclosed += row.state == "disclosed"
        one.open += row.state not in ("refused", "disclosed")
        one.told += row.told_at is not None
        one.barred += row.told_at is None and row.barred_until is not None
    return sorted(made.values(), key=lambda one: -one.year)
