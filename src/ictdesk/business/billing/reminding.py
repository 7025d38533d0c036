"""Tell the owners that a payment failed: at once, then again as the days go by, until it is made good."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage

from ictdesk.business.billing.models import BillingAccount
from ictdesk.business.billing.refreshing import refresh
from ictdesk.business.billing.states import GRACE
from ictdesk.desk.people import ending
from ictdesk.kernel import clock, egress
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import WorkspaceEntry

DAYS = (1, 3, 7, 12)
"""After the payment failed."""


def due(late_since: datetime | None, dunned: int | None, now: datetime) -> int | None:
    """The reminder that is to go out now: the latest one that is due and has not gone. Missed ones are not made up for."""
    if late_since is None:
        return None
    latest = max((days for days in DAYS if now >= late_since + timedelta(days=days)), default=None)
    return None if latest is None or (dunned is not None and dunned >= latest) else latest


def remind(workspace: UUID) -> int | None:
    """Tells the owners, once for each reminder; the days that were named. Raises `NotReached`: nobody is reminded unseen."""
    account = BillingAccount.objects.filter(workspace_id=workspace, state="past_due").first()
    if account is None or due(account.late_since, account.dunned, clock.now()) is None:
        return None
    refresh(workspace)  # whoever has paid meanwhile hears nothing
    account.refresh_from_db()
    days = due(account.late_since, account.dunned, clock.now())
    if account.state != "past_due" or account.late_since is None or days is None:
        return None
    # Noted first: a reminder that is lost with a machine is better than one that comes every hour.
    same = BillingAccount.objects.filter(workspace_id=workspace, dunned=account.dunned)
    if not same.update(dunned=days):
        return None
    with workspace_scope(workspace):
        addresses = ending.owners()
    slug = WorkspaceEntry.find(id=workspace).slug
    for address in addresses:
        _letter(workspace, slug, address, account.late_since + GRACE).send()
    return days


def _letter(workspace: UUID, slug: str, address: str, ends: datetime) -> EmailMessage:
    sent = frozenset({"user.contact.email"})
    host = address.rpartition("@")[2]
    egress.ask(egress.Call(egress.by_mail(), host, "essential.service", sent, workspace))
    day = f"{ends:%-d %B %Y}"
    grace = (
        f"Nothing is closed. If it is not made good by {day} (UTC), the workspace goes to the plan Free: nothing is "
        "deleted, and everything that is there goes on."
    )
    lines = [
        f"The last payment for your workspace {slug} did not go through.",
        grace,
        "To pay, or to choose another card, go here:",
        f"{settings.ICTDESK_BASE_URL}/desk/{slug}/settings/plan/",
    ]
    return EmailMessage(
        subject=f"{settings.ICTDESK_SITE.name}: a payment did not go through",
        body="\n\n".join(lines) + "\n",
        to=[address],
        headers={"Auto-Submitted": "auto-generated"},
    )
