"""What ends by itself: proposals that nobody confirmed, and purges of which every erasure is done."""

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.privacy.erasure import queries as erasures
from ictdesk.privacy.purges import rules
from ictdesk.privacy.purges.models import PurgeOrder, PurgePerson
from ictdesk.privacy.purges.states import OPEN


@command(allow=rules.only_the_software, while_ending=True)
def settle_purges(*, actor: Actor) -> None:
    """Looks at the one that is open, if any."""
    for row in PurgeOrder.objects.select_for_update().filter(state__in=OPEN):
        now = clock.now()
        if row.state == "proposed" and row.lapses_at <= now:
            row.state = "lapsed"
        elif row.state == "running" and not _goes_on(row):
            row.state, row.done_at = "done", now
        else:
            continue
        row.save(update_fields=["state", "done_at"])
        record(actor, f"purge.{row.state}", "purge_order", row.id)


def _goes_on(order: PurgeOrder) -> bool:
    people = PurgePerson.objects.filter(order=order).values_list("person_id", flat=True)
    return erasures.under_way(list(people))
