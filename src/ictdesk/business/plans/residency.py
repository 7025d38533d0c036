"""Whether a workspace may be on a plan that keeps everything in the EEA: by the place of its cell."""

from uuid import UUID

from django.conf import settings

from ictdesk.business.plans.plans import Plan
from ictdesk.kernel.errors import Conflict
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.trust.subprocessors.facts import EEA

FIRST = "eu"


def is_inside(region: str) -> bool:
    """The first cell is where its name says; every other one names its country."""
    return region == FIRST or settings.ICTDESK_PLACES[region].country in EEA


def must_fit(plan: Plan, region: str) -> None:
    """Raises `Conflict`."""
    if plan.residency and not is_inside(region):
        place = settings.ICTDESK_PLACES[region].words
        raise Conflict(f"{plan.name} keeps everything in the EEA, and this workspace is in {place}.")


def must_fit_workspace(plan: Plan, workspace_id: UUID) -> None:
    """Raises `Conflict`, `NotFound`."""
    must_fit(plan, WorkspaceEntry.find(id=workspace_id).region)
