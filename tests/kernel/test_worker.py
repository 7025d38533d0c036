"""The worker, for real: after a SIGKILL, in the job's workspace, and past a job that always fails."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from ictdesk.desk.conversations.models import SearchToken
from ictdesk.desk.workspaces.models import Tag
from ictdesk.kernel.jobs import defer
from ictdesk.kernel.jobs.queue import RETRY
from ictdesk.kernel.tenancy import workspace_scope
from tests.kernel.queue_of import first_in_line, jobs, silence
from tests.kernel.waiting import until
from tests.world import House, World

PROGRAM = [sys.executable, "-m", "tests.kernel.worker_program"]


@contextmanager
def working() -> Iterator[subprocess.Popen[bytes]]:
    """A worker of one's own, killed at the end."""
    root = Path(__file__).parents[2]
    process = subprocess.Popen(PROGRAM, env=os.environ, cwd=root, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def worker() -> Iterator[None]:
    """One for all tests that do not end it; the first test runs before there is one."""
    with working():
        yield


def tags(house: House) -> set[str]:
    with workspace_scope(house.id):
        return set(Tag.objects.values_list("name", flat=True))


def enqueue(house: House, name: str, **arguments: Any) -> None:
    with workspace_scope(house.id):
        defer(name, **arguments)
    first_in_line(house.id)


def test_a_job_whose_worker_was_killed_runs_again(world: World, tmp_path: Path) -> None:
    hanging = tmp_path / "hanging"
    enqueue(world.acme, "tests.hang_once", file=str(hanging), tag="done")
    with working():
        until(hanging.exists)
    (left,) = jobs(world.acme.id, "tests.hang_once")
    assert left["status"] == "doing"
    assert tags(world.acme) == set(), "what it had written went with its transaction"
    silence(left["worker_id"])

    with working():
        assert until(lambda: tags_now(world.acme)) == {"done"}
        until(lambda: not jobs(world.acme.id, "tests.hang_once"))


def tags_now(house: House) -> set[str]:
    first_in_line(house.id)
    return tags(house)


def enqueue_once(house: House, name: str, **arguments: Any) -> None:
    with workspace_scope(house.id):
        assert defer(name, once="the word", in_order="the word", **arguments)
    first_in_line(house.id)


def test_a_killed_job_whose_twin_waits_holds_up_nobody(world: World, tmp_path: Path) -> None:
    """It cannot go back into the queue, where its word is taken; nor may the twin wait for it for ever."""
    hanging = tmp_path / "hanging"
    enqueue_once(world.acme, "tests.hang_once", file=str(hanging), tag="done")
    with working():
        until(hanging.exists)
        enqueue_once(world.acme, "tests.hang_once", file=str(hanging), tag="done")
    silence(jobs(world.acme.id, "tests.hang_once")[0]["worker_id"])
    with working():
        assert until(lambda: tags_now(world.acme)) == {"done"}
        until(lambda: not jobs(world.acme.id, "tests.hang_once"))


def test_a_failed_job_whose_twin_waits_holds_up_nobody(world: World, tmp_path: Path, worker: None) -> None:
    begun, twin = tmp_path / "begun", tmp_path / "twin"
    enqueue_once(world.acme, "tests.fail_once", begun=str(begun), until=str(twin), tag="done")
    until(begun.exists)
    enqueue_once(world.acme, "tests.fail_once", begun=str(begun), until=str(twin), tag="done")
    twin.touch()
    assert until(lambda: tags_now(world.acme)) == {"done"}
    until(lambda: not jobs(world.acme.id, "tests.fail_once"))


def test_a_job_runs_in_its_own_workspace(world: World, worker: None) -> None:
    for house, name in ((world.acme, "for acme"), (world.globex, "for globex")):
        enqueue(house, "tests.mark", tag=name)
    until(lambda: tags(world.acme) and tags(world.globex))
    assert (tags(world.acme), tags(world.globex)) == ({"for acme"}, {"for globex"})
    until(lambda: not jobs(world.acme.id, "tests.mark"))


def test_a_job_that_always_fails_is_parked_and_blocks_nobody(world: World, worker: None) -> None:
    enqueue(world.acme, "tests.poison", tag="never")

    def attempts() -> int:
        first_in_line(world.acme.id)
        (job,) = jobs(world.acme.id, "tests.poison")
        return int(job["attempts"]) if job["status"] == "failed" else 0

    assert RETRY.max_attempts
    assert until(attempts) == RETRY.max_attempts + 1, "the first and all that followed"
    enqueue(world.acme, "tests.mark", tag="the next one")
    until(lambda: tags(world.acme))
    assert tags(world.acme) == {"the next one"}


def test_what_was_written_is_found_a_moment_later(world: World, worker: None) -> None:
    """From the event by the notice and the dispatcher to the reader's job: nobody enqueues it here."""
    world.acme.talk("A parcel")

    def indexed() -> bool:
        first_in_line(world.acme.id)
        with workspace_scope(world.acme.id):
            return bool(SearchToken.objects.exists())

    assert until(indexed, seconds=90)  # the dispatcher may still be busy with what all other tests have left
