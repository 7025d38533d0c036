"""Several conversations at once, and taking that back."""

from datetime import timedelta

import pytest

from ictdesk.desk.conversations import commands
from ictdesk.desk.conversations.commands.bulk import Change
from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.conversations.shapes import BulkResult
from ictdesk.desk.conversations.states import tags_of
from ictdesk.kernel import clock
from ictdesk.kernel.actor import Member
from ictdesk.kernel.errors import Invalid
from ictdesk.kernel.events.models import Event
from ictdesk.kernel.tenancy import workspace_scope
from tests.world import House, World


def do(house: House, rows: list[Conversation], change: Change) -> BulkResult:
    with workspace_scope(house.id):
        return commands.bulk(actor=house.ada.actor, conversations=rows, change=change)


def take_back(house: House, rows: list[Conversation], done: BulkResult) -> list[str]:
    by_id = {str(row.id): row for row in rows}
    items = [(by_id[one["id"]], one["was"], one["became"]) for one in done["undo"]]
    with workspace_scope(house.id):
        results = commands.undo(actor=house.ada.actor, items=items)
    return [one["outcome"] for one in results]


def fresh(house: House, row: Conversation) -> Conversation:
    with workspace_scope(house.id):
        found: Conversation = Conversation.objects.find(id=row.id)
    return found


def outcomes(done: BulkResult) -> list[str]:
    return [one["outcome"] for one in done["items"]]


def test_each_has_its_own_result_and_one_that_is_refused_spoils_none(world: World) -> None:
    acme = world.acme
    rows = [acme.talk("one"), acme.talk("two"), acme.talk("three")]
    do(acme, rows[1:2], Change("solve"))
    done = do(acme, rows, Change("solve"))
    assert outcomes(done) == ["done", "already_so", "done"]
    assert [one["id"] for one in done["undo"]] == [str(rows[0].id), str(rows[2].id)]
    assert {fresh(acme, row).category for row in rows} == {"solved"}


def test_undo_restores_assignee_tags_and_sleep(world: World) -> None:
    acme = world.acme
    rows = [acme.talk("one"), acme.talk("two")]
    until = clock.now() + timedelta(hours=3)
    changes = [
        Change("assign", member=acme.grace.row),
        Change("tag", tags=("vip", "parcel")),
        Change("snooze", until=until),
        Change("priority", priority="high"),
    ]
    for change in changes:
        done = do(acme, rows, change)
        assert outcomes(done) == ["done", "done"], change.verb
        assert take_back(acme, rows, done) == ["done", "done"], change.verb
    row = fresh(acme, rows[0])
    assert (row.assignee_id, row.category, row.snoozed_until, row.priority) == (None, "open", None, "normal")
    with workspace_scope(acme.id):
        assert tags_of(row) == []


def test_undo_of_solving_knows_that_they_wait(world: World) -> None:
    acme = world.acme
    waits, answered = acme.talk("still waiting"), acme.talk("x")
    acme.say(acme.ada.actor, answered, "Here you are")
    since = fresh(acme, waits).waiting_since
    done = do(acme, [waits, answered], Change("solve"))
    assert fresh(acme, waits).waiting_since is None
    assert take_back(acme, [waits, answered], done) == ["done", "done"]
    assert since
    assert fresh(acme, waits).waiting_since == since
    assert fresh(acme, answered).waiting_since is None


def test_undo_leaves_what_somebody_changed_since(world: World) -> None:
    acme = world.acme
    rows = [acme.talk("one"), acme.talk("two")]
    done = do(acme, rows, Change("assign", member=acme.grace.row))
    with workspace_scope(acme.id):
        commands.assign(actor=acme.grace.actor, conversation=rows[0], member=acme.vera.row)
        commands.set_tags(actor=acme.grace.actor, conversation=rows[1], names=["vip"])
    assert take_back(acme, rows, done) == ["conflict", "done"]
    assert fresh(acme, rows[0]).assignee_id == acme.vera.row.id
    assert fresh(acme, rows[1]).assignee_id is None
    with workspace_scope(acme.id):
        assert tags_of(rows[1]) == ["vip"]


def test_a_snooze_that_is_over_is_refused_for_each_and_changes_nothing(world: World) -> None:
    row = world.acme.talk("one")
    done = do(world.acme, [row], Change("snooze", until=clock.now() - timedelta(minutes=1)))
    assert (outcomes(done), done["undo"]) == (["invalid"], [])
    assert fresh(world.acme, row).version == 1


def test_too_many_are_refused(world: World) -> None:
    row = world.acme.talk("one")
    with pytest.raises(Invalid):
        do(world.acme, [row] * 201, Change("solve"))


def test_each_change_asks_for_its_own_right(world: World) -> None:
    """A right to one kind of change is none to another: here nobody has but one, so the rules are asked apart."""
    acme, row = world.acme, world.acme.talk("one")
    viewer = Member(acme.iris.row.id, "viewer")
    with workspace_scope(acme.id), pytest.raises(Exception, match="role"):
        commands.bulk(actor=viewer, conversations=[row], change=Change("solve"))
    assert fresh(acme, row).category == "open"


def test_until_they_answer_sleeps_without_a_time_and_wakes_by_their_word(world: World) -> None:
    acme, guest = world.acme, world.acme.guest()
    row = acme.write(guest, "Hello")
    with workspace_scope(acme.id):
        commands.snooze(actor=acme.ada.actor, conversation=row, until=None)
        assert commands.wake(actor=acme.ada.actor) == 0
    assert fresh(acme, row).category == "snoozed"
    acme.write(guest, "Any news?")
    assert fresh(acme, row).category == "open"


def test_what_woke_once_does_not_wake_again(world: World) -> None:
    acme, row = world.acme, world.acme.talk("one")
    with workspace_scope(acme.id):
        commands.snooze(actor=acme.ada.actor, conversation=row, until=clock.now() + timedelta(hours=1))
        Conversation.objects.filter(id=row.id).update(snoozed_until=clock.now())
        events = Event.objects.filter(conversation_id=row.id).count()
        assert [commands.wake(actor=acme.ada.actor) for _ in range(2)] == [1, 0]
        assert Event.objects.filter(conversation_id=row.id).count() == events + 1
