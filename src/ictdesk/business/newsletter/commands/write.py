"""Write a newsletter, write it anew, and drop it: all before it is on its way."""

from ictdesk.business.newsletter import rules
from ictdesk.business.newsletter.models import Campaign
from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo, Conflict, Invalid
from ictdesk.kernel.lines import one_line
from ictdesk.privacy.consent.models import ConsentPurpose

LONGEST = 20_000


@command(allow=rules.can_send)
def write_campaign(*, actor: Actor, purpose: ConsentPurpose, subject: str, text: str) -> Campaign:
    """A draft. Raises `Invalid`, and `Conflict` for a purpose that is closed or no mail."""
    _must_be_mail(purpose)
    row = Campaign(purpose=purpose, made_at=clock.now(), **_clean(subject, text))
    row.save()
    record(actor, "campaign.write", "campaign", row.id)
    return row


@command(allow=rules.can_send)
def rewrite_campaign(*, actor: Actor, campaign: Campaign, subject: str, text: str) -> Campaign:
    """Raises `Invalid`, `AlreadySo`, and `Conflict` for one that is on its way."""
    row = held(campaign)
    said = _clean(subject, text)
    if said == {"subject": row.subject, "text": row.text}:
        raise AlreadySo
    row.subject, row.text = said["subject"], said["text"]
    row.save(update_fields=["subject", "text"])
    record(actor, "campaign.rewrite", "campaign", row.id)
    return row


@command(allow=rules.can_send)
def drop_campaign(*, actor: Actor, campaign: Campaign) -> None:
    """Raises `Conflict` for one that is on its way."""
    row = held(campaign)
    record(actor, "campaign.drop", "campaign", row.id)
    row.delete()


def held(campaign: Campaign) -> Campaign:
    """The draft, locked. Raises `Conflict`."""
    row: Campaign = Campaign.objects.select_for_update(no_key=True).find(id=campaign.id)
    if row.begun_at is not None:
        raise Conflict("It is on its way already.")
    return row


def _must_be_mail(purpose: ConsentPurpose) -> None:
    row: ConsentPurpose = ConsentPurpose.objects.find(id=purpose.id)
    if row.closed_at is not None:
        raise Conflict("This purpose is closed.")
    if not row.use.startswith("marketing.communications.email"):
        raise Conflict("Nobody agreed to mail by this purpose.")


def _clean(subject: str, text: str) -> dict[str, str]:
    subject, text = one_line(subject), text.replace("\r\n", "\n").strip()
    if not 0 < len(subject) <= 200:
        raise Invalid("A newsletter has a subject of 1 to 200 characters.")
    if not 0 < len(text) <= LONGEST:
        raise Invalid(f"A newsletter has a text of 1 to {LONGEST} characters.")
    return {"subject": subject, "text": text}
