"""Look at the clocks: warn in time, and say what is late."""

from datetime import datetime, timedelta
from uuid import UUID

from ictdesk.desk.conversations.changing import changed, lock
from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.tickets import rules
from ictdesk.desk.tickets.events import DueSoon, Overdue
from ictdesk.desk.tickets.models import TicketClock
from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.command import command
from ictdesk.kernel.vault import keyring

SOON = timedelta(minutes=30)
BATCH = 500


@command(allow=rules.only_the_software)
def watch(*, actor: Actor) -> int:
    """Tells open inboxes of every ticket that is due within half an hour, and again when it is late, each once.

    Returns how many it told of.
    """
    moment = clock.now()
    near = keyring.in_reach(Conversation.objects.filter(due_at__lte=moment + SOON).order_by("due_at"))
    marks = TicketClock.objects.filter(conversation__in=near.values("id"))
    quiet = marks.filter(warned_at__isnull=True) | marks.filter(
        late_at__isnull=True, conversation__due_at__lte=moment
    )
    ids = sorted(quiet.values_list("conversation", flat=True)[:BATCH])
    return sum(_tell(id_, moment, actor) for id_ in ids)


def _tell(id_: UUID, moment: datetime, actor: Actor) -> bool:
    ticket = lock(id_)
    held = TicketClock.objects.select_for_update().filter(conversation=ticket).first()
    if held is None or ticket.due_at is None or ticket.due_at > moment + SOON:
        return False
    late = ticket.due_at <= moment
    if held.late_at if late else held.warned_at:
        return False
    held.warned_at = held.warned_at or moment
    held.late_at = moment if late else None
    held.save(update_fields=["warned_at", "late_at"])
    changed(ticket, actor, Overdue if late else DueSoon)
    return True
