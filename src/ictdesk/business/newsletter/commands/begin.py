"""Send a newsletter on its way."""

from ictdesk.business.newsletter import rules
from ictdesk.business.newsletter.commands.write import held
from ictdesk.business.newsletter.models import Campaign, Delivery
from ictdesk.desk.contacts.models import Identity
from ictdesk.kernel import clock, purposes
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Conflict
from ictdesk.kernel.instructing import Alters
from ictdesk.kernel.jobs import defer
from ictdesk.privacy.consent.models import ConsentState
from ictdesk.privacy.consent.words import ALLOWS


@command(allow=rules.can_send, alters=Alters("newsletters"))
def begin_campaign(*, actor: Actor, campaign: Campaign) -> int:
    """Notes everybody who agreed and whose address is known; how many. Each is asked for again when it goes out.

    Raises `Conflict` when it is on its way already, or when there is nobody, and `PurposeOff`.
    """
    purposes.ask("newsletters")
    row = held(campaign)
    row.begun_at = clock.now()
    agreed = ConsentState.objects.filter(purpose=row.purpose_id, state__in=ALLOWS)
    known = Identity.objects.filter(kind="email", current=True, digest__in=agreed.values("digest"))
    digests = sorted({bytes(one) for one in known.values_list("digest", flat=True)})
    if not digests:
        raise Conflict("Nobody has agreed to it yet.")
    Delivery.objects.bulk_create(Delivery(campaign=row, digest=one) for one in digests)
    row.save(update_fields=["begun_at"])
    record(actor, "campaign.begin", "campaign", row.id, readers=len(digests))
    defer("newsletter.send", campaign=row.id)
    return len(digests)
