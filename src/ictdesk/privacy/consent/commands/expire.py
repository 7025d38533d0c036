"""End what has run its time, and forget questions that nobody answered."""

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.command import command
from ictdesk.kernel.vault import keyring
from ictdesk.privacy.consent import events, rules
from ictdesk.privacy.consent.models import ConsentQuestion, ConsentState
from ictdesk.privacy.consent.words import ALLOWS

MOST = 500


@command(allow=rules.only_the_software, while_ending=True)
def expire(*, actor: Actor) -> int:
    """Returns how many ended; `MOST` means that there may be more. The gate goes by the time itself and needs none of this."""
    now = clock.now()
    over = ConsentState.objects.filter(state__in=ALLOWS, ends_at__lte=now).select_related("purpose")
    count = 0
    for row in over.order_by("digest").select_for_update(no_key=True, of=("self",))[:MOST]:
        events.add(bytes(row.digest), row.purpose, "expired", version=row.version, how="clock")
        count += 1
    old = list(ConsentQuestion.objects.filter(ends_at__lte=now)[:MOST])
    keyring.destroy_all([one.subject_id for one in old])
    ConsentQuestion.objects.filter(id__in=[one.id for one in old]).delete()
    return count + len(old)
