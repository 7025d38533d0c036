"""Bring in a list from elsewhere."""

from collections.abc import Collection

from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Invalid
from ictdesk.kernel.instructing import Alters
from ictdesk.privacy.consent import asking, events, rules, saying
from ictdesk.privacy.consent.models import ConsentPurpose, ConsentState

MOST = 1000


@command(allow=rules.can_keep, alters=Alters("imports"))
def bring_in(*, actor: Actor, purpose: ConsentPurpose, addresses: Collection[str]) -> int:
    """Keeps them as *unknown*: nothing may be sent to them before they agree here. Returns how many are new.

    Whoever answered here already keeps their answer; a no above all. Raises `Invalid`, and then keeps none.
    """
    if not 0 < len(addresses) <= MOST:
        raise Invalid(f"Send 1 to {MOST} addresses at once.")
    digests = {asking.digest_of(saying.address_of(one)) for one in addresses}
    known = ConsentState.objects.filter(purpose=purpose, digest__in=digests).values_list("digest", flat=True)
    new = sorted(digests - {bytes(one) for one in known})
    for digest in new:
        events.add(digest, purpose, "unknown", version=0, how="import")
    record(actor, "consent.bring_in", "consent_purpose", purpose.id, new=len(new))
    return len(new)
