"""Jobs of this room. Each waits for Stripe, so none waits inside a transaction."""

from uuid import UUID

from ictdesk.business.billing import arriving, following, invoices, reconciling, refreshing, reminding
from ictdesk.business.billing.setting import stripe
from ictdesk.kernel.jobs import job, periodic

DAY = 24 * 3600


@job("billing.refresh", own_scope=True)
def refresh(workspace_id: str) -> None:
    """Something happened at Stripe, or somebody comes back from there."""
    refreshing.refresh(UUID(workspace_id))


@job("billing.follow", own_scope=True)
def follow(workspace_id: str) -> None:
    """Seats follow the members, and the end of payment the end of the workspace."""
    if stripe() is not None:
        following.follow(UUID(workspace_id))
        reminding.remind(UUID(workspace_id))


@job("billing.reconcile", own_scope=True)
def reconcile(workspace_id: str) -> None:
    """What notices were lost is found."""
    if stripe() is not None:
        reconciling.reconcile(UUID(workspace_id))


@job("billing.tidy", own_scope=True)
def tidy(workspace_id: str) -> None:
    """In the vendor's workspace: customers that nobody knows are named, and what was kept long enough goes."""
    if reconciling.is_vendors(UUID(workspace_id)):
        if stripe() is not None:
            reconciling.unknown()
        arriving.forget()
        invoices.forget()


periodic("billing.follow", seconds=900)
periodic("billing.reconcile", seconds=DAY)
periodic("billing.tidy", seconds=DAY)
