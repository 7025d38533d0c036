"""Promises: when a ticket is due, when its clock stands still, and who hears of it."""

from datetime import datetime, timedelta

import pytest

from ictdesk.desk.conversations import commands, queries
from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.conversations.shapes import TicketShape
from ictdesk.desk.tickets import commands as tickets
from ictdesk.desk.tickets import jobs
from ictdesk.desk.tickets.models import TicketClock
from ictdesk.kernel.errors import AlreadySo, Invalid
from ictdesk.kernel.events import readers
from ictdesk.kernel.events.models import Event
from ictdesk.kernel.tenancy import workspace_scope
from tests.world import US, Guest, House, World

HOUR = timedelta(hours=1)


class Case:
    """Max's ticket, under a promise: answered within an hour, solved within eight."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.guest: Guest = house.guest()
        with workspace_scope(house.id):
            tickets.set_promise(
                actor=US, priority="normal", first_answer=60, next_answer=120, solution=480, in_hours=False
            )
        self.id = house.write(self.guest, "It leaks").id
        with workspace_scope(house.id):
            commands.make_ticket(actor=US, conversation=self.row())
        self.reckon()

    def row(self) -> Conversation:
        found: Conversation = Conversation.objects.find(id=self.id)
        return found

    def reckon(self) -> TicketShape:
        """What the worker does with the news; the ticket afterwards."""
        with workspace_scope(self.house.id):
            readers.run("clocks")
            shown = queries.conversation_shown(actor=self.house.ada.actor, conversation_id=self.id)["ticket"]
        assert shown is not None
        return shown

    def due(self) -> tuple[datetime | None, str | None]:
        """From when the contact wrote or the ticket ran, in whole seconds."""
        shown = self.reckon()
        return (datetime.fromisoformat(shown["due_at"]) if shown["due_at"] else None), shown["due_for"]

    def clock(self) -> TicketClock:
        with workspace_scope(self.house.id):
            found: TicketClock = TicketClock.objects.get(conversation=self.id)
        return found

    def later(self, passed: timedelta) -> None:
        """As if all that happened had happened so much earlier."""
        with workspace_scope(self.house.id):
            for row in (self.row(), TicketClock.objects.get(conversation=self.id)):
                for field in row._meta.concrete_fields:
                    value = getattr(row, field.attname)
                    if isinstance(value, datetime) and field.attname != "snoozed_until":
                        setattr(row, field.attname, value - passed)
                row.save()

    def kinds(self) -> list[str]:
        with workspace_scope(self.house.id):
            return list(
                Event.objects.filter(conversation_id=self.id).order_by("xid").values_list("kind", flat=True)
            )


@pytest.fixture
def case(world: World) -> Case:
    return Case(world.acme)


def since(case: Case) -> datetime:
    with workspace_scope(case.house.id):
        found = case.row().waiting_since
    assert found is not None
    return found.replace(microsecond=found.microsecond // 1000 * 1000)


def test_the_first_answer_is_due_and_then_the_next(case: Case) -> None:
    assert case.due() == (since(case) + HOUR, "answer")
    case.house.say(case.house.ada.actor, case_row(case), "Which one?")
    assert case.due()[1] == "solution"
    case.house.write(case.guest, "The blue one")
    assert case.due() == (since(case) + 2 * HOUR, "answer")


def case_row(case: Case) -> Conversation:
    with workspace_scope(case.house.id):
        return case.row()


def test_the_clock_stands_still_while_the_ticket_waits(case: Case) -> None:
    case.house.say(case.house.ada.actor, case_row(case), "Which one?")
    case.reckon()
    case.later(3 * HOUR)
    with workspace_scope(case.house.id):
        commands.snooze(actor=US, conversation=case.row(), until=None)
    assert case.due() == (None, None)
    assert case.clock().used == pytest.approx(3 * 3600, abs=5)
    case.later(10 * HOUR)
    with workspace_scope(case.house.id):
        commands.reopen(actor=US, conversation=case.row())
        begun = case.row().category_at
    due, what = case.due()
    assert due is not None
    assert what == "solution"
    assert (due - begun).total_seconds() == pytest.approx(5 * 3600, abs=5)


def test_a_more_urgent_ticket_follows_its_own_promise(case: Case) -> None:
    with workspace_scope(case.house.id):
        tickets.set_promise(
            actor=US, priority="urgent", first_answer=5, next_answer=5, solution=None, in_hours=False
        )
        commands.set_priority(actor=US, conversation=case.row(), priority="urgent")
    assert case.due() == (since(case) + timedelta(minutes=5), "answer")


def test_without_a_promise_nothing_is_due(case: Case) -> None:
    with workspace_scope(case.house.id):
        commands.set_priority(actor=US, conversation=case.row(), priority="low")
    assert case.due() == (None, None)


def test_a_new_promise_holds_for_open_tickets(case: Case) -> None:
    with workspace_scope(case.house.id):
        tickets.set_promise(
            actor=US, priority="normal", first_answer=30, next_answer=120, solution=480, in_hours=False
        )
        jobs.reckon_all()
    assert case.due() == (since(case) + HOUR / 2, "answer")


def test_the_team_is_warned_once_and_told_once_when_it_is_late(case: Case) -> None:
    case.later(HOUR - timedelta(minutes=10))
    case.reckon()
    for _ in range(2):
        with workspace_scope(case.house.id):
            jobs.watch()
    assert case.kinds().count("due_soon") == 1
    case.later(HOUR)
    for _ in range(2):
        with workspace_scope(case.house.id):
            jobs.watch()
    assert (case.kinds().count("due_soon"), case.kinds().count("overdue")) == (1, 1)


def test_a_late_answer_is_counted(case: Case) -> None:
    case.later(2 * HOUR)
    case.house.say(case.house.ada.actor, case_row(case), "Sorry")
    case.reckon()
    assert case.clock().answers_late == 1


def test_an_answer_in_time_is_not_counted(case: Case) -> None:
    case.house.say(case.house.ada.actor, case_row(case), "Here")
    case.reckon()
    assert case.clock().answers_late == 0


def test_a_late_solution_is_noted(case: Case) -> None:
    case.later(9 * HOUR)
    with workspace_scope(case.house.id):
        commands.solve(actor=US, conversation=case.row())
    case.reckon()
    assert case.clock().solution_late
    assert case.due() == (None, None)


def test_a_chat_is_never_due(world: World) -> None:
    acme = world.acme
    with workspace_scope(acme.id):
        tickets.set_promise(actor=US, priority="normal", first_answer=1, next_answer=1, solution=1)
    talk = acme.talk("Hello")
    with workspace_scope(acme.id):
        readers.run("clocks")
        assert not TicketClock.objects.exists()
        assert Conversation.objects.get(id=talk.id).due_at is None


def test_what_cannot_be_promised_is_refused(world: World) -> None:
    with workspace_scope(world.acme.id):
        for wrong in ({"priority": "soon"}, {"first_answer": 0}, {"solution": 10**9}):
            with pytest.raises(Invalid):
                tickets.set_promise(
                    actor=US,
                    **{"priority": "low", "first_answer": 5, "next_answer": 5, "solution": 5} | wrong,  # type: ignore[arg-type]
                )
        tickets.set_promise(actor=US, priority="low", first_answer=5, next_answer=None, solution=None)
        with pytest.raises(AlreadySo):
            tickets.set_promise(actor=US, priority="low", first_answer=5, next_answer=None, solution=None)
