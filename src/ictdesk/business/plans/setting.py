"""The operator sets a plan by hand: without payments that is how plans are sold. What is paid for is kept beside it."""

from datetime import datetime
from uuid import UUID

from ictdesk.business.plans import residency
from ictdesk.business.plans.models import Subscription
from ictdesk.business.plans.plans import plan
from ictdesk.kernel import clock
from ictdesk.kernel.actor import System
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.ids import new_id
from ictdesk.kernel.tenancy import workspace_scope

US = System("operator")
PAYMENTS = System("payments")


def set_plan(*, workspace_id: UUID, key: str) -> None:
    """From now on, without a trial; an empty key takes every limit away. Raises `Invalid`, `Conflict` out of the plan's region."""
    if key:
        residency.must_fit_workspace(plan(key), workspace_id)
        first = {"signup_id": new_id(), "began_at": clock.now()}
        now = {"plan": plan(key).key, "trial_ends_at": None}
        Subscription.objects.update_or_create(
            workspace_id=workspace_id, defaults=now, create_defaults=first | now
        )
    else:
        Subscription.objects.filter(workspace_id=workspace_id).delete()
    with workspace_scope(workspace_id):
        record(US, "plan.set", "workspace", workspace_id, plan=key)


def set_paid(*, workspace_id: UUID, key: str, until: datetime | None) -> bool:
    """What is paid for, an empty key for nothing; whether it was different. Nothing, where no plan limits anything."""
    row = Subscription.objects.filter(workspace_id=workspace_id).first()
    if row is None or (row.paid, row.paid_until) == (key, until):
        return False
    Subscription.objects.filter(workspace_id=workspace_id).update(paid=key, paid_until=until)
    if row.paid != key:
        with workspace_scope(workspace_id):
            record(PAYMENTS, "plan.paid", "workspace", workspace_id, plan=key)
    return True
