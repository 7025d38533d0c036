"""Jobs of this room."""

from ictdesk.business.plans import trials
from ictdesk.kernel.jobs import job, periodic
from ictdesk.kernel.tenancy import current_workspace


@job("plans.remind")
def remind() -> None:
    """Owners are told before their trial ends."""
    trials.remind(current_workspace())


periodic("plans.remind", seconds=3600)
