"""Read in spite of a restriction."""

from typing import get_args

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Conflict, Invalid
from ictdesk.privacy.restriction import rules
from ictdesk.privacy.restriction.models import Restriction, RestrictionLook
from ictdesk.privacy.restriction.words import Exemption
from ictdesk.privacy.rights.models import RightsRequest

EXEMPTIONS = get_args(Exemption.__value__)
LONGEST = 2_000


@command(allow=rules.can_decide, while_ending=True)
def look(*, actor: Actor, restriction: Restriction, exemption: Exemption, words: str) -> RestrictionLook:
    """Puts on record that somebody reads once, and why (Art. 18(2)). Whoever calls may open the door then.

    Raises `Invalid` without a known exemption and words of one's own, `Conflict` when it does not stand.
    """
    if exemption not in EXEMPTIONS or not words.strip():
        raise Invalid("Choose what allows it, and say in your own words why.")
    if restriction.lifted_at is not None:
        raise Conflict("Nothing is restricted here.")
    case: RightsRequest = RightsRequest.objects.find(id=restriction.case_id)
    made = RestrictionLook(
        restriction=restriction,
        subject_id=case.subject_id,
        exemption=exemption,
        words=words.strip()[:LONGEST],
        looked_by=actor.id,
        looked_at=clock.now(),
    )
    made.save()
    record(actor, "restriction.looked", "rights_request", case.id, exemption=exemption)
    return made
