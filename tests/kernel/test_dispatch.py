"""Which readers and jobs are enqueued for whom."""

from collections.abc import Iterator
from uuid import uuid4

import msgspec
import pytest
from django.db import connections

from ictdesk.kernel.events import readers
from ictdesk.kernel.events.bus import Wake, notice
from ictdesk.kernel.jobs import dispatch
from ictdesk.kernel.jobs.dispatch import Dispatcher
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.vault import keyring
from tests.isolation.databases import CELL
from tests.kernel.queue_of import jobs
from tests.kernel.test_readers import Recorder
from tests.kernel.waiting import until
from tests.world import World

RUN = "events.run_reader"


@pytest.fixture
def another() -> Iterator[Recorder]:
    """A second reader: with one alone nothing shows that each is enqueued for itself."""
    made = Recorder()
    readers.reader("another")(made)
    yield made
    del readers.READERS["another"]


def test_every_reader_is_enqueued_once_while_it_waits(world: World, another: Recorder) -> None:
    for _ in range(3):
        dispatch.enqueue_readers(world.acme.id)
    made = jobs(world.acme.id, RUN)
    assert sorted(one["args"]["reader"] for one in made) == sorted(readers.READERS)
    assert len({one["lock"] for one in made}) == len(readers.READERS) >= 2
    assert jobs(world.globex.id, RUN) == []


def test_whoever_has_not_read_the_newest_is_behind(world: World, another: Recorder) -> None:
    both = [world.acme.id, world.globex.id]
    assert set(both) <= set(dispatch.workspaces_of(CELL))
    assert dispatch.behind(both) == [], "nothing has happened there"
    world.acme.talk("Hello")
    assert dispatch.behind(both) == [world.acme.id]

    def caught_up() -> bool:
        for name in readers.READERS:
            with workspace_scope(world.acme.id):
                dispatch.run_reader(name)
        return not dispatch.behind(both)

    until(caught_up)
    assert another.seen


def test_periodic_jobs_are_for_every_workspace_and_wait_once(world: World) -> None:
    for _ in range(2):
        dispatch.enqueue_periodic(CELL, ["tests.every_day", "tests.every_hour"])
    for house in (world.acme, world.globex):
        assert len(jobs(house.id, "tests.every_day")) == len(jobs(house.id, "tests.every_hour")) == 1
    connections[CELL].cursor().execute(
        "delete from procrastinate_jobs where task_name like 'tests.every_%%'", []
    )


def test_a_notice_of_a_destroyed_key_is_acted_on_here_too(world: World) -> None:
    """The worker holds unwrapped keys as well."""
    worker = Dispatcher(CELL)
    with workspace_scope(world.acme.id):
        subject = keyring.new_subject()
    assert keyring.held(world.acme.id, subject) is not None
    worker._hear(notice(Wake(world.acme.id, revoked="subject", id=subject)))
    assert keyring.held(world.acme.id, subject) is None
    assert worker.news == {world.acme.id}


@pytest.mark.parametrize(
    "payload", ["", "x", "{}", '{"type":"signal"}', msgspec.json.encode({"workspace": "x"}).decode()]
)
def test_what_is_no_news_is_let_by(payload: str) -> None:
    worker = Dispatcher(CELL)
    worker._hear(payload)
    assert worker.news == set()
    worker._hear(notice(Wake(uuid4())))
    assert len(worker.news) == 1


def test_a_long_way_back_delays_nobody_who_writes_now() -> None:
    worker = Dispatcher(CELL)
    late, now = {uuid4() for _ in range(dispatch.AT_ONCE + 5)}, uuid4()
    worker.found = {*late, now}
    worker._hear(notice(Wake(now)))
    first, second = worker._next(), worker._next()
    assert first[0] == now
    assert len(first) == 1 + dispatch.AT_ONCE
    assert {*first, *second} == {*late, now}
    assert len(second) == 5, "and nobody twice"
