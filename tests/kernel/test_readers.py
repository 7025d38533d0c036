"""Readers in the background: every event once, in order, from where they stopped."""

from collections.abc import Iterator

import pytest

from ictdesk.kernel.errors import DomainError
from ictdesk.kernel.events import readers
from ictdesk.kernel.events.cursor import Seen
from ictdesk.kernel.events.models import Event, Position
from ictdesk.kernel.tenancy import NoScope, workspace_scope
from tests.kernel.listening import Listener
from tests.kernel.test_cursor import Writer
from tests.kernel.waiting import until
from tests.world import World


class Recorder:
    """A handler that remembers, and fails when told to."""

    def __init__(self) -> None:
        self.seen: list[Seen] = []
        self.fails = False

    def __call__(self, events: list[Seen]) -> None:
        if self.fails:
            raise DomainError
        self.seen += events


@pytest.fixture
def recorder() -> Iterator[Recorder]:
    made = Recorder()
    readers.reader("recorder")(made)
    yield made
    del readers.READERS["recorder"]


def run(world: World) -> int:
    with workspace_scope(world.acme.id):
        return readers.run("recorder")


def run_to_the_end(world: World, recorder: Recorder, count: int) -> None:
    until(lambda: run(world) >= 0 and len(recorder.seen) >= count)


def test_every_event_once_and_in_order(world: World, recorder: Recorder) -> None:
    world.acme.talk("one", "two", "three")
    world.globex.talk("not here")
    with workspace_scope(world.acme.id):
        recorded = list(Event.objects.order_by("xid", "id").values_list("id", flat=True))
    run_to_the_end(world, recorder, len(recorded))
    assert [event.id for event in recorder.seen] == recorded
    assert run(world) == 0
    world.acme.talk("four")
    run_to_the_end(world, recorder, len(recorded) + 1)
    assert len({event.id for event in recorder.seen}) == len(recorder.seen)


def test_it_waits_for_a_slow_transaction(world: World, recorder: Recorder) -> None:
    slow, fast = Writer(world.acme.id), Writer(world.acme.id)
    fast.commit()
    assert run(world) == 0
    slow.commit()
    run_to_the_end(world, recorder, 2)
    assert [event.id for event in recorder.seen] == [slow.id, fast.id]


def test_what_it_had_to_wait_for_is_not_forgotten(
    world: World, recorder: Recorder, listener: Listener
) -> None:
    """It asks to be run again: nobody else would, if nothing more happens in this workspace."""
    slow, fast = Writer(world.acme.id), Writer(world.acme.id)
    fast.commit()
    run(world)
    assert listener.heard(world.acme.id)
    slow.commit()
    run_to_the_end(world, recorder, 2)
    listener.heard(world.acme.id)
    run(world)
    assert listener.heard(world.acme.id) == []


def test_a_handler_that_fails_is_given_the_same_again(world: World, recorder: Recorder) -> None:
    Writer(world.acme.id).commit()
    recorder.fails = True

    def fails() -> bool:
        try:
            run(world)
        except DomainError:
            return True
        return False

    until(fails)
    recorder.fails = False
    run_to_the_end(world, recorder, 1)
    assert len(recorder.seen) == 1


def test_more_than_a_batch(world: World, recorder: Recorder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "BATCH", 2)
    written = [Writer(world.acme.id).commit() for _ in range(5)]
    run_to_the_end(world, recorder, 5)
    assert [event.id for event in recorder.seen] == written


def test_a_position_is_one_readers(world: World, recorder: Recorder) -> None:
    Writer(world.acme.id).commit()
    run_to_the_end(world, recorder, 1)
    with workspace_scope(world.acme.id):
        assert Position.objects.filter(reader="recorder").count() == 1
        for name in readers.READERS:
            readers.run(name)
    with workspace_scope(world.globex.id):
        assert not Position.objects.filter(reader="recorder").exists()


def test_two_of_a_name_are_refused(recorder: Recorder) -> None:
    with pytest.raises(ValueError, match="recorder"):
        readers.reader("recorder")(recorder)


def test_outside_a_scope_nothing_is_read(recorder: Recorder) -> None:
    with pytest.raises(NoScope):
        readers.run("recorder")
