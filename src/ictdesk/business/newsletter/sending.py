"""Hand newsletters over, one transaction for each: whoever is to get it is asked for in the transaction that notes it as sent."""

from smtplib import SMTPRecipientsRefused, SMTPResponseException
from uuid import UUID

from ictdesk.business.newsletter import letters
from ictdesk.business.newsletter.models import Campaign, Delivery
from ictdesk.desk.contacts.models import Identity
from ictdesk.desk.mail.models import Suppression
from ictdesk.kernel import clock
from ictdesk.kernel.errors import Ending
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.vault import keyring
from ictdesk.privacy.consent import asking

PER_RUN = 100
"""So many go out a minute, and the rest of the desk's mail in between."""


def send_some(workspace_id: UUID, campaign_id: UUID, most: int = PER_RUN) -> int:
    """The next ones of a campaign; how many were dealt with. A server that is away is tried again in a minute."""
    done = 0
    while done < most and _next(workspace_id, campaign_id):
        done += 1
    return done


def _next(workspace_id: UUID, campaign_id: UUID) -> bool:
    """Deals with one; False when none is left. Raises `Ending`: a workspace that comes to its end writes nothing new."""
    with workspace_scope(workspace_id) as scope:
        if scope.ends_at:
            raise Ending
        campaign: Campaign | None = (
            Campaign.objects.select_related("purpose")
            .filter(id=campaign_id, begun_at__isnull=False, done_at=None)
            .first()
        )
        if campaign is None:
            return False
        waiting = Delivery.objects.filter(campaign=campaign, state="waiting").order_by("id")
        row: Delivery | None = waiting.select_for_update(skip_locked=True).first()
        if row is None:
            _finish(campaign)
            return False
        row.state, row.at = hand_over(campaign, row), clock.now()
        row.save(update_fields=["state", "at"])
    return True


def _finish(campaign: Campaign) -> None:
    """Unless another worker holds one still."""
    if not Delivery.objects.filter(campaign=campaign, state="waiting").exists():
        Campaign.objects.filter(id=campaign.id, done_at=None).update(done_at=clock.now())


def hand_over(campaign: Campaign, row: Delivery) -> str:
    """The state that comes of it. Raises `OSError` and `SMTPException` for a server that is away."""
    address = _address(bytes(row.digest))
    if not address or not asking.may(address, campaign.purpose.key, rendered_at=campaign.begun_at):
        return "stopped"
    try:
        letters.letter(campaign, row, address).send()
    except SMTPRecipientsRefused:
        return "failed"
    except SMTPResponseException as error:
        if 500 <= error.smtp_code < 600:
            return "failed"
        raise
    return "sent"


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
