"""An announced sub-processor is mailed to whoever asked for such mails: through the gate of consents, as every newsletter."""

from contextlib import suppress

from django.conf import settings
from django.urls import reverse

from ictdesk.business.newsletter import commands
from ictdesk.business.vendor import words
from ictdesk.kernel.actor import System
from ictdesk.kernel.errors import Conflict
from ictdesk.privacy.consent.models import ConsentPurpose
from ictdesk.trust.subprocessors import announcing
from ictdesk.trust.subprocessors.models import SubProcessor

US = System("newsletter")


def register() -> None:
    announcing.heard_by(mail)


def mail(row: SubProcessor) -> None:
    """Nothing where nobody asked for it."""
    purpose = ConsentPurpose.objects.filter(key=words.SUBPROCESSORS, closed_at=None).first()
    if purpose is None:
        return
    name, what = row.facts["name"], row.facts["services"]
    page = f"{settings.ICTDESK_BASE_URL}{reverse('site-subprocessors')}"
    text = f"{settings.ICTDESK_SITE.name} announced a new sub-processor.\n\n{name}: {what}.\n\n{page}"
    subject = f"A new sub-processor: {name}"
    made = commands.write_campaign(actor=US, purpose=purpose, subject=subject, text=text)
    with suppress(Conflict):
        commands.begin_campaign(actor=US, campaign=made)
        return
    commands.drop_campaign(actor=US, campaign=made)
