"""Reads of promises."""

from ictdesk.desk.tickets import rules
from ictdesk.desk.tickets.commands.promise import PRIORITIES
from ictdesk.desk.tickets.models import Promise
from ictdesk.desk.tickets.shapes import PromiseShape
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.errors import NotAllowed


def promises_shown(actor: Actor) -> list[PromiseShape]:
    """For each priority, the most urgent first, whether or not anything is promised. Raises `NotAllowed`."""
    if not rules.can_read(actor):
        raise NotAllowed
    held = {one.priority: one for one in Promise.objects.all()}
    return [promise_shown(held.get(name) or Promise(priority=name)) for name in reversed(PRIORITIES)]


def promise_shown(promise: Promise) -> PromiseShape:
    return {
        "priority": promise.priority,  # type: ignore[typeddict-item]  # its command keeps it
        "first_answer": promise.first_answer,
        "next_answer": promise.next_answer,
        "solution": promise.solution,
        "in_hours": promise.in_hours,
    }
