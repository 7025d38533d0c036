"""The trial: how long, and when its owners are told that it ends."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage

from ictdesk.business.plans.holding import is_paid
from ictdesk.business.plans.models import Subscription
from ictdesk.business.plans.plans import Plan
from ictdesk.desk.people import ending
from ictdesk.kernel import clock, egress
from ictdesk.kernel.tenancy.models import WorkspaceEntry

LENGTH = timedelta(days=14)
REMINDERS = (7, 3, 1)
"""Days before the end."""


def ends_at(of: Plan, began_at: datetime) -> datetime | None:
    """What costs something is tried first."""
    return began_at + LENGTH if of.price else None


def reminder_due(row: Subscription, now: datetime) -> int | None:
    """The reminder that is to go out now: the latest one that is due and has not gone. Missed ones are not made up for."""
    if row.trial_ends_at is None or now >= row.trial_ends_at or is_paid(row, now):
        return None
    due = [days for days in REMINDERS if now >= row.trial_ends_at - timedelta(days=days)]
    latest = min(due, default=None)
    return None if latest is None or (row.reminded is not None and row.reminded <= latest) else latest


def remind(workspace_id: UUID) -> int | None:
    """Tells the owners, once for each reminder; the days that were named."""
    row = Subscription.objects.filter(workspace_id=workspace_id).first()
    days = reminder_due(row, clock.now()) if row else None
    if row is None or days is None:
        return None
    # Noted first: a reminder that is lost with a machine is better than one that comes every hour.
    if not Subscription.objects.filter(workspace_id=workspace_id, reminded=row.reminded).update(
        reminded=days
    ):
        return None
    slug = WorkspaceEntry.find(id=workspace_id).slug
    for address in ending.owners():
        _letter(row, slug, address).send()
    return days


def _letter(row: Subscription, slug: str, address: str) -> EmailMessage:
    assert row.trial_ends_at
    name = settings.ICTDESK_SITE.name
    sent = frozenset({"user.contact.email"})
    call = egress.Call(
        egress.by_mail(), address.rpartition("@")[2], "essential.service", sent, row.workspace_id
    )
    egress.ask(call)
    day = f"{row.trial_ends_at:%-d %B %Y}"
    lines = [
        f"The trial of your workspace {slug} ends on {day} (UTC).",
        "After that it is on the plan Free: nothing is deleted, and everything that is there goes on.",
        "To stay on this plan, write to us; to take everything along or to end the workspace, go here:",
        f"{settings.ICTDESK_BASE_URL}/desk/{slug}/settings/",
    ]
    return EmailMessage(
        subject=f"{name}: your trial ends on {day}",
        body="\n\n".join(lines) + "\n",
        to=[address],
        headers={"Auto-Submitted": "auto-generated"},
    )
