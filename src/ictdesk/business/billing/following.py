"""Keep Stripe in step with the workspace: it pays for its members, and an ending one is not charged on."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ictdesk.business.billing.calling import asking
from ictdesk.business.billing.models import BillingAccount
from ictdesk.business.billing.refreshing import refresh
from ictdesk.business.billing.states import LIVING
from ictdesk.desk.people.models import Member
from ictdesk.kernel.tenancy import workspace_scope


@dataclass(frozen=True, slots=True)
class Now:
    """How the workspace is at this moment."""

    members: int
    ends: bool


def now(workspace: UUID) -> Now:
    with workspace_scope(workspace) as scope:
        return Now(members(), scope.ends_at is not None)


def members() -> int:
    """For how many the workspace in scope pays: those who are active, and one at least."""
    active: int = Member.objects.filter(active=True).count()
    return max(1, active)


def follow(workspace: UUID) -> bool:
    """Whether anything had to be told. Raises `NotReached`. Repeated it changes nothing."""
    account = BillingAccount.objects.filter(workspace_id=workspace, state__in=LIVING).first()
    if account is None:
        return False
    is_so = now(workspace)
    told = _told(account, is_so)
    if told:
        refresh(workspace)
    return told


def _told(account: BillingAccount, is_so: Now) -> bool:
    said = False
    if is_so.ends != account.ending and (account.ending or account.cancels_at is None):
        _tell(account, {"cancel_at_period_end": is_so.ends})
        BillingAccount.objects.filter(workspace_id=account.workspace_id).update(ending=is_so.ends)
        said = True
    if not is_so.ends and account.seats != is_so.members and account.item_id:
        items = [{"id": account.item_id, "quantity": is_so.members}]
        _tell(account, {"items": items, "proration_behavior": "create_prorations"})
        said = True
    return said


def _tell(account: BillingAccount, what: dict[str, Any]) -> None:
    """It says how things are to be, not what is to change, so telling it twice does no harm."""
    with asking(account.workspace_id) as client:
        client.v1.subscriptions.update(account.subscription_id, what)
