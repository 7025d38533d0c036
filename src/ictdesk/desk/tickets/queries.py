"""Reads of promises."""

from django.db.models import Q

from ictdesk.desk.tickets import rules, saying
from ictdesk.desk.tickets.commands.promise import PRIORITIES
from ictdesk.desk.tickets.models import Macro, Promise
from ictdesk.desk.tickets.shapes import MacroShape, PromiseShape
from ictdesk.kernel.actor import Actor, Member
from ictdesk.kernel.errors import NotAllowed
from ictdesk.kernel.tenancy.models import CellQuerySet


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


def macros_for(actor: Actor) -> CellQuerySet[Macro]:
    """The macros that somebody may use: the shared ones and their own, by name. Raises `NotAllowed`."""
    if not rules.can_use_macros(actor):
        raise NotAllowed
    own = Q(owner=actor.id) if isinstance(actor, Member) else Q(pk__in=[])
    return Macro.objects.filter(own | Q(shared=True)).order_by("name", "id")  # type: ignore[no-any-return]


def macro_shown(macro: Macro) -> MacroShape:
    return {
        "id": str(macro.id),
        "name": macro.name,
        "shared": macro.shared,
        "owner": str(macro.owner_id),
        "actions": macro.actions,
        "says": saying.lines(macro.actions),
    }
