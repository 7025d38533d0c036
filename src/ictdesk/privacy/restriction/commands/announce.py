"""Tell a person that their restriction ends."""

from datetime import timedelta

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo
from ictdesk.privacy.restriction import rules
from ictdesk.privacy.restriction.models import Restriction
from ictdesk.privacy.rights import letters
from ictdesk.privacy.rights.models import RightsRequest

NOTICE = timedelta(days=7)
"""Between the letter and the end, so that they can answer."""


@command(allow=rules.can_decide, while_ending=True)
def announce(*, actor: Actor, restriction: Restriction) -> Restriction:
    """Writes the letter (Art. 18(3)); after some days it may be lifted. Raises `AlreadySo`."""
    row: Restriction = Restriction.objects.select_for_update().find(id=restriction.id)
    if row.told_at is not None or row.lifted_at is not None:
        raise AlreadySo
    row.told_at = clock.now()
    row.ends_at = row.told_at + NOTICE
    row.save(update_fields=["told_at", "ends_at"])
    case: RightsRequest = RightsRequest.objects.find(id=row.case_id)
    letters.write(case, "lifting")
    record(actor, "restriction.announced", "rights_request", case.id)
    return row
