"""Jobs are enqueued with the change that caused them, for its workspace, with ids only."""

from uuid import UUID, uuid4

import pytest

from ictdesk.desk.workspaces.models import Tag
from ictdesk.kernel.errors import DomainError
from ictdesk.kernel.jobs import defer
from ictdesk.kernel.tenancy import NoScope, workspace_scope
from tests.kernel.queue_of import jobs
from tests.world import World

TASK = "tests.mark"


def test_it_is_there_when_its_cause_is_committed(world: World) -> None:
    with workspace_scope(world.acme.id):
        Tag.objects.create(name="cause")
        assert defer(TASK, tag="effect")
    (made,) = jobs(world.acme.id, TASK)
    assert (made["status"], made["args"]["tag"]) == ("todo", "effect")
    assert jobs(world.globex.id, TASK) == []


def test_it_is_not_there_when_its_cause_is_rolled_back(world: World) -> None:
    def fail() -> None:
        with workspace_scope(world.acme.id):
            Tag.objects.create(name="cause")
            defer(TASK, tag="effect")
            assert len(jobs(world.acme.id, TASK)) == 1, "the control: inside the transaction it is"
            raise DomainError

    with pytest.raises(DomainError):
        fail()
    assert jobs(world.acme.id, TASK) == []


def test_once_means_not_while_another_waits(world: World) -> None:
    with workspace_scope(world.acme.id):
        assert defer(TASK, once="word", tag="a")
        assert not defer(TASK, once="word", tag="b")
        assert defer(TASK, once="other", tag="c")
        Tag.objects.create(name="the transaction goes on")
    with workspace_scope(world.globex.id):
        assert defer(TASK, once="word", tag="a"), "another workspace's word is another word"
    assert [one["args"]["tag"] for one in jobs(world.acme.id, TASK)] == ["a", "c"]


def test_in_order_is_a_lock_of_the_workspace(world: World) -> None:
    for house in (world.acme, world.globex):
        with workspace_scope(house.id):
            defer(TASK, in_order="word", tag="a")
    locks = {one["lock"] for house in (world.acme, world.globex) for one in jobs(house.id, TASK)}
    assert locks == {f"word:{house.id}" for house in (world.acme, world.globex)}


def test_outside_a_scope_nothing_is_enqueued() -> None:
    with pytest.raises(NoScope):
        defer(TASK, tag="a")


def test_ids_become_text(world: World) -> None:
    some = uuid4()
    with workspace_scope(world.acme.id):
        defer(TASK, tag=some)
    assert jobs(world.acme.id, TASK)[0]["args"] == {"workspace_id": str(world.acme.id), "tag": str(some)}


def test_the_products_own_jobs_carry_ids_only(world: World) -> None:
    """Everything that making a world enqueued: an address or a name in an argument would show here."""
    made = jobs(world.acme.id, "people.invite")
    assert len(made) == len(world.acme.people)
    for one in made:
        assert all(UUID(value) for value in one["args"].values())
