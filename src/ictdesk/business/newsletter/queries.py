"""What became of newsletters."""

from dataclasses import dataclass

from django.db.models import Count

from ictdesk.business.newsletter import rules
from ictdesk.business.newsletter.models import Campaign, Delivery
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.errors import NotAllowed
from ictdesk.kernel.tenancy.models import CellQuerySet
from ictdesk.privacy.consent.models import ConsentState
from ictdesk.privacy.consent.words import ALLOWS


@dataclass(frozen=True, slots=True)
class Report:
    """Counts of people. `left`: those who got it and said no since."""

    waiting: int = 0
    sent: int = 0
    stopped: int = 0
    failed: int = 0
    bounced: int = 0
    reported: int = 0
    left: int = 0


def campaigns_for(actor: Actor) -> CellQuerySet[Campaign]:
    """Raises `NotAllowed`."""
    if not rules.can_send(actor):
        raise NotAllowed
    return Campaign.objects.select_related("purpose")  # type: ignore[no-any-return]


def report(campaign: Campaign) -> Report:
    """Of a draft there is nothing to tell."""
    if campaign.begun_at is None:
        return Report()
    rows = Delivery.objects.filter(campaign=campaign)
    counts = dict(rows.order_by().values_list("state").annotate(n=Count("id")))
    left = ConsentState.objects.filter(
        purpose=campaign.purpose_id,
        state="withdrawn",
        at__gte=campaign.begun_at,
        digest__in=rows.filter(state="sent").values("digest"),
    )
    return Report(**counts, left=left.count())


def readers(campaign: Campaign) -> int:
    """How many have agreed, as far as is known now."""
    return int(ConsentState.objects.filter(purpose=campaign.purpose_id, state__in=ALLOWS).count())
