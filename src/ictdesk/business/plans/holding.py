"""What a workspace may have, by its plan: the one place that is asked."""

from datetime import datetime
from uuid import UUID

from ictdesk.business.plans.models import Subscription
from ictdesk.business.plans.plans import FREE, PLANS, Plan, plan
from ictdesk.kernel import clock, entitlements
from ictdesk.kernel.entitlements import Terms, Thing
from ictdesk.kernel.tenancy import current_workspace

NAMES: dict[Thing, str] = {"member": "members", "sender_domain": "own sender domains", "mailbox": "mailboxes"}


def in_force(row: Subscription, now: datetime) -> Plan:
    """After its trial a workspace is on Free until somebody pays: what is there stays, and goes on.

    Of what is paid for and what the operator set, the larger plan.
    """
    over = row.trial_ends_at is not None and row.trial_ends_at <= now
    given = FREE if over else plan(row.plan)
    return max(given, plan(row.paid) if is_paid(row, now) else FREE, key=PLANS.index)


def is_paid(row: Subscription, now: datetime) -> bool:
    return bool(row.paid) and (row.paid_until is None or row.paid_until > now)


def why_not(thing: Thing, count: int) -> str:
    """An empty string where the plan holds so many, or where the workspace has none: that is the operator's own affair."""
    row = Subscription.objects.filter(workspace_id=current_workspace()).first()
    if row is None:
        return ""
    now = in_force(row, clock.now())
    most = now.most(thing)
    if most is None or count <= most:
        return ""
    if most == 0:
        return f"The plan {now.name} has no {NAMES[thing]}."
    return f"The plan {now.name} has at most {most} {NAMES[thing]}."


def terms(workspace: UUID) -> Terms:
    """What its plan says; a workspace without one is the operator's own, and is told as early as anybody."""
    row = Subscription.objects.filter(workspace_id=workspace).first()
    if row is None:
        return Terms()
    now = in_force(row, clock.now())
    return Terms(now.notice_days, now.residency)


def register() -> None:
    entitlements.register(why_not)
    entitlements.terms_by(terms)
