"""Compare everything with Stripe once a day: what differs is mended, and what nobody knows is named."""

import logging
from uuid import UUID

from ictdesk.business.billing import shapes
from ictdesk.business.billing.calling import asking
from ictdesk.business.billing.models import BillingAccount
from ictdesk.business.billing.refreshing import refresh
from ictdesk.business.billing.setting import stripe
from ictdesk.kernel.tenancy.models import CONTROLLER, WorkspaceEntry

log = logging.getLogger(__name__)


def reconcile(workspace: UUID) -> bool:
    """Whether something had to be mended. Raises `NotReached`."""
    mended = refresh(workspace)
    if mended:
        log.warning("billing.mended", extra={"workspace": str(workspace)})
    return mended


def unknown() -> list[str]:
    """Subscriptions to prices of ours that no workspace has: somebody pays for nothing. Raises `NotReached`."""
    set_up = stripe()
    assert set_up
    with asking(None) as client:
        found = client.v1.subscriptions.list({"limit": 100})
        rows = [shapes.read(shapes.Subscription, one) for one in found.auto_paging_iter()]
    ours = [one for one in rows if any(set_up.plan_of(item.price.id) for item in one.items.data)]
    known = set(BillingAccount.objects.exclude(customer_id=None).values_list("customer_id", flat=True))
    strange = sorted(one.id for one in ours if one.customer not in known)
    for one in strange:
        log.error("billing.unknown_subscription", extra={"object": one})
    return strange


def is_vendors(workspace: UUID) -> bool:
    return WorkspaceEntry.objects.filter(id=workspace, role=CONTROLLER).exists()
