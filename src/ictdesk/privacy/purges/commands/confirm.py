"""Confirm a purge that somebody else proposed."""

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo, Conflict, Invalid, NotFound
from ictdesk.kernel.guards import Restricted
from ictdesk.kernel.instructing import Alters
from ictdesk.privacy.erasure.commands import erase
from ictdesk.privacy.purges import rules
from ictdesk.privacy.purges.models import PurgeOrder, PurgePerson


@command(allow=rules.can_purge, while_ending=True, alters=Alters("purges"))
def confirm_purge(*, actor: Actor, order: PurgeOrder, count: int) -> PurgeOrder:
    """Begins the erasure of each; `count` is how many the member has read they are. There is no way back.

    Whom a request or a hold keeps stays, and is named. Raises `Conflict` for one's own proposal and for one that is no
    longer open, `Invalid` for another number.
    """
    row = open_order(order)
    if row.proposed_by == actor.id:
        raise Conflict("Whoever proposed it cannot confirm it: another member has to.")
    people = list(PurgePerson.objects.filter(order=row).order_by("id"))
    if count != len(people):
        raise Invalid(f"Type {len(people)}, the number of people who are erased for good.")
    for one in people:
        _begin(actor, row, one)
        one.save(update_fields=["outcome", "run_id"])
    row.state, row.settled_by, row.settled_at = "running", actor.id, clock.now()
    row.save(update_fields=["state", "settled_by", "settled_at"])
    begun = sum(one.run_id is not None for one in people)
    record(actor, "purge.confirm", "purge_order", row.id, people=len(people), begun=begun)
    return row


def open_order(order: PurgeOrder) -> PurgeOrder:
    """Locked, as it is now. Raises `Conflict` unless it still waits to be confirmed."""
    row: PurgeOrder = PurgeOrder.objects.select_for_update().find(id=order.id)
    if row.state != "proposed" or row.lapses_at <= clock.now():
        raise Conflict("This purge does not wait any more.")
    return row


def _begin(actor: Actor, order: PurgeOrder, one: PurgePerson) -> None:
    try:
        one.run_id = erase(actor=actor, subjects=[one.person_id], mode=order.mode).id  # type: ignore[arg-type]
        one.outcome = "begun"
    except Restricted:
        one.outcome = "held"
    except AlreadySo:  # two of the list were merged since, or somebody was quicker
        one.outcome = "joined"
    except NotFound:
        one.outcome = "gone"
