"""Hand newsletters over, one transaction for each: whoever is to get it is asked for in the transaction that notes it as sent."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPResponseException
from uuid import UUID

from ictdesk.business.newsletter import letters
from ictdesk.business.newsletter.models import Campaign, Delivery
from ictdesk.desk.contacts.models import Identity
from ictdesk.desk.mail.models import Suppression
from ictdesk.kernel import clock, purposes
from ictdesk.kernel.errors import Ending
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.vault import keyring
from ictdesk.privacy.consent import asking

PER_RUN = 100
"""So many go out a minute, and the rest of the desk's mail in between."""
PERMANENT = 500
"""From this code on a server means no, and not later (RFC 5321, 4.2.1)."""
PATIENCE = timedelta(days=2)
"""For a server that says *later*."""


def send_some(workspace_id: UUID, campaign_id: UUID, most: int = PER_RUN) -> int:
    """The next ones of a campaign; how many were dealt with. A server that is away is tried again in a minute.

    So is a reader whose own server says *later*: nobody behind them waits for that. Raises `Ending`.
    """
    dealt: dict[UUID, str] = {}
    while len(dealt) < most:
        later = [one for one, state in dealt.items() if state == "waiting"]
        found = _next(workspace_id, campaign_id, later)
        if found is None:
            break
        dealt[found.id] = found.state
    return len(dealt)


def _next(workspace_id: UUID, campaign_id: UUID, later: list[UUID]) -> Delivery | None:
    """Deals with one that is not among `later`; None when there is none. A workspace that comes to its end writes nothing new."""
    with workspace_scope(workspace_id) as scope:
        if scope.ends_at:
            raise Ending
        under_way = Campaign.objects.filter(id=campaign_id, begun_at__isnull=False, done_at=None)
        campaign: Campaign | None = under_way.select_related("purpose").first()
        if campaign is None:
            return None
        waiting = Delivery.objects.filter(campaign=campaign, state="waiting").exclude(id__in=later)
        row: Delivery | None = waiting.order_by("id").select_for_update(skip_locked=True).first()
        if row is None:
            _finish(campaign)
            return None
        row.state, row.at = hand_over(campaign, row), clock.now()
        row.save(update_fields=["state", "at"])
    return row


def _finish(campaign: Campaign) -> None:
    """Unless another worker holds one still."""
    if not Delivery.objects.filter(campaign=campaign, state="waiting").exists():
        Campaign.objects.filter(id=campaign.id, done_at=None).update(done_at=clock.now())


def hand_over(campaign: Campaign, row: Delivery) -> str:
    """The state that comes of it; *waiting* where their server says later. Raises `OSError` and `SMTPException` for ours that is away."""
    address = _address(bytes(row.digest)) if purposes.may("newsletters") else ""
    if not address or not asking.may(address, campaign.purpose.key, rendered_at=campaign.begun_at):
        return "stopped"
    try:
        letters.letter(campaign, row, address).send()
    except SMTPRecipientsRefused as error:
        codes = [code for code, _said in error.recipients.values()]
        return "failed" if min(codes) >= PERMANENT or _too_late(campaign) else "waiting"
    except SMTPResponseException as error:
        if error.smtp_code < PERMANENT:
            raise
        return "failed"
    return "sent"


def _too_late(campaign: Campaign) -> bool:
    return campaign.begun_at is not None and clock.now() - campaign.begun_at > PATIENCE


def _address(digest: bytes) -> str:
    """As it is known now; empty where nobody is known by it any more, or where mail to it came back."""
    if Suppression.objects.filter(digest=digest).exists():
        return ""
    found: Identity | None = (
        Identity.objects.filter(kind="email", current=True, digest=digest).order_by("id").first()
    )
    if found is None or not keyring.subject_keys({found.subject_id}):
        return ""  # of somebody restricted nothing can be read
    return str(found.value)
