"""The people of a workspace that comes to its end: letters to its owners as the day comes near, then everybody leaves."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from ictdesk.desk.people import accounts
from ictdesk.desk.people.models import Member, Seat, User
from ictdesk.desk.people.queries import addresses_of
from ictdesk.desk.workspaces.models import Workspace
from ictdesk.kernel import clock, egress
from ictdesk.kernel.events import bus
from ictdesk.kernel.tenancy import current_workspace

BEFORE = (1, 7, 366)
"""Days before the end at which they are told; the last one stands for the asking."""
TEMPLATE = "people/email/ending"


def tell() -> bool:
    """Tells the owners of the workspace in scope, if it is time to; whether it was. A mail twice is better than none."""
    row: Workspace = Workspace.objects.select_for_update().find(id=current_workspace())
    if row.ends_at is None:
        return False
    stage = stage_of(row.ends_at)
    if row.end_told is not None and row.end_told <= stage:
        return False
    for address in owners():
        _send(address, row)
    row.end_told = stage
    row.save(update_fields=["end_told"])
    return True


def stage_of(ends_at: datetime) -> int:
    """Of the days in `BEFORE` the least that is not over."""
    left = ends_at - clock.now()
    return next((days for days in BEFORE if left <= timedelta(days=days)), BEFORE[-1])


def owners() -> list[str]:
    """The addresses of the active owners."""
    users = Member.objects.filter(role="owner", active=True).values_list("user_id", flat=True)
    return sorted(addresses_of(users).values())


def leave() -> int:
    """Takes every seat of the workspace in scope, and the accounts that have no other; how many accounts. May be repeated."""
    workspace = current_workspace()
    for member in Member.objects.values_list("id", flat=True):
        bus.revoke_after_commit("member", member)
    users = list(Seat.objects.filter(workspace_id=workspace).values_list("user_id", flat=True))
    for user in users:
        accounts.leave_seat(user, workspace)
    gone = User.objects.filter(id__in=users).exclude(id__in=Seat.objects.values("user_id"))
    count = gone.count()
    gone.delete()
    return count


def _send(address: str, row: Workspace) -> None:
    told = {
        "workspace": row.name,
        "ends_at": row.ends_at.astimezone(ZoneInfo(row.time_zone)) if row.ends_at else None,
        "link": f"{settings.ICTDESK_BASE_URL}{reverse('settings-end', args=[row.slug])}",
    }
    subject = " ".join(render_to_string(f"{TEMPLATE}_subject.txt", told).split())
    mail = EmailMultiAlternatives(subject, render_to_string(f"{TEMPLATE}_message.txt", told), to=[address])
    mail.attach_alternative(render_to_string(f"{TEMPLATE}_message.html", told), "text/html")
    egress.ask_mail(address, current_workspace())
    mail.send()
