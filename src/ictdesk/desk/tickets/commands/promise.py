"""Say how soon tickets of a priority are answered and solved."""

from typing import get_args

from ictdesk.desk.conversations.shapes import Priority
from ictdesk.desk.tickets import rules
from ictdesk.desk.tickets.models import Promise
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo, Invalid
from ictdesk.kernel.jobs import defer

PRIORITIES = get_args(Priority.__value__)
LONGEST = 60 * 24 * 365


@command(allow=rules.can_set_up)
def set_promise(
    *,
    actor: Actor,
    priority: str,
    first_answer: int | None,
    next_answer: int | None,
    solution: int | None,
    in_hours: bool = True,
) -> Promise:
    """In minutes; None promises nothing. Holds for open tickets too. Raises `AlreadySo`, `Invalid`."""
    if priority not in PRIORITIES:
        raise Invalid("The priority is low, normal, high or urgent.")
    if not all(one is None or 0 < one <= LONGEST for one in (first_answer, next_answer, solution)):
        raise Invalid("A promise is kept within one minute to one year.")
    held = Promise.objects.select_for_update().filter(priority=priority).first() or Promise(priority=priority)
    before = (held.first_answer, held.next_answer, held.solution, held.in_hours)
    wanted = (first_answer, next_answer, solution, in_hours)
    if before == wanted:
        raise AlreadySo
    held.first_answer, held.next_answer, held.solution, held.in_hours = wanted
    held.save()
    record(actor, "promise.set", "promise", held.id, priority=priority)
    defer("tickets.reckon_all", once="tickets.reckon_all")
    return held
