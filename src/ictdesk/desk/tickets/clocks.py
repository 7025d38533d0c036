"""Works out when a ticket is due. Looks at the ticket as it is, so it may run late and twice."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from ictdesk.desk.conversations.changing import changed, lock
from ictdesk.desk.conversations.events import ConversationChanged
from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.tickets.models import Promise, TicketClock
from ictdesk.desk.workspaces import open_time
from ictdesk.desk.workspaces import queries as workspaces
from ictdesk.desk.workspaces.models import Workspace
from ictdesk.kernel import clock
from ictdesk.kernel.actor import System
from ictdesk.kernel.vault import keyring

US = System("tickets.clocks")
BATCH = 500


def reckon(ids: Iterable[UUID]) -> int:
    """Brings the due times of these conversations up to date. Returns how many changed."""
    tickets = keyring.in_reach(Conversation.objects.filter(id__in=list(ids), number__isnull=False))
    wanted = sorted(tickets.values_list("id", flat=True))
    if not wanted:
        return 0
    promises = {one.priority: one for one in Promise.objects.all()}
    known = TicketClock.objects.filter(conversation__in=wanted)
    if not promises and not known.exists():
        return 0
    settings = workspaces.workspace()
    return sum(reckon_one(id_, promises, settings) for id_ in wanted)


def reckon_some(after: UUID | None) -> UUID | None:
    """The next tickets that are not solved, in order of their ids. Returns where to go on, None at the end."""
    open_ones = Conversation.objects.filter(number__isnull=False).exclude(category="solved").order_by("id")
    some = open_ones.filter(id__gt=after) if after else open_ones
    ids: list[UUID] = list(some.values_list("id", flat=True)[:BATCH])
    reckon(ids)
    return ids[-1] if len(ids) == BATCH else None


def reckon_one(id_: UUID, promises: dict[str, Promise], settings: Workspace) -> bool:
    """Whether the due time that lists show has changed."""
    ticket = lock(id_)
    promise = promises.get(ticket.priority) or Promise(priority=ticket.priority)
    hours = settings if promise.in_hours else None
    held = TicketClock.objects.filter(conversation=ticket).first() or TicketClock(conversation=ticket)
    run(held, ticket, hours)
    answer = answer_due(ticket, promise, hours)
    if held.answer_due_at and held.answer_due_at != answer and was_late(held.answer_due_at, ticket):
        held.answers_late += 1
    solution = solution_due(held, promise, hours)
    if ticket.category == "solved" and held.solution_due_at and clock.now() > held.solution_due_at:
        held.solution_late = True
    held.answer_due_at, held.solution_due_at = answer, solution
    due = min(
        ((at, what) for at, what in ((answer, "answer"), (solution, "solution")) if at), default=(None, "")
    )
    moved = (ticket.due_at, ticket.due_for) != due
    if moved:
        held.warned_at = held.late_at = None
    held.save()
    if moved:
        ticket.due_at, ticket.due_for = due
        changed(ticket, US, ConversationChanged, "due_at", "due_for")
    return moved


def run(held: TicketClock, ticket: Conversation, hours: Workspace | None) -> None:
    """Starts or stops the time for a solution, at the moment at which the ticket's state changed."""
    if ticket.category == "open" and held.running_since is None:
        held.running_since = max(ticket.category_at, ticket.created_at)
    elif ticket.category != "open" and held.running_since is not None:
        held.used += open_time.between(hours, held.running_since, ticket.category_at)
        held.running_since = None


def answer_due(ticket: Conversation, promise: Promise, hours: Workspace | None) -> datetime | None:
    """When somebody must have answered; None while nobody waits or nothing is promised."""
    if ticket.waiting_since is None or ticket.category != "open":
        return None
    minutes = promise.next_answer if ticket.first_response_at else promise.first_answer
    return None if minutes is None else open_time.add(hours, ticket.waiting_since, minutes * 60)


def was_late(due: datetime, ticket: Conversation) -> bool:
    """Whether what was due was done later, if it was done at all."""
    return clock.now() > due and ticket.waiting_since is None


def solution_due(held: TicketClock, promise: Promise, hours: Workspace | None) -> datetime | None:
    """When it must be solved; None while its clock stands still or nothing is promised."""
    if promise.solution is None or held.running_since is None:
        return None
    return open_time.add(hours, held.running_since, max(promise.solution * 60 - held.used, 0))
