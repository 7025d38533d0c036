"""The decorator of commands: what it refuses at import, and what it refuses at a call."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connections

from ictdesk.desk.workspaces.models import Tag
from ictdesk.kernel.actor import Actor, Member, System
from ictdesk.kernel.command import REGISTRY, command
from ictdesk.kernel.errors import DomainError, NotAllowed
from ictdesk.kernel.tenancy import NoScope, WrongScope, workspace_scope
from tests.isolation.databases import CELL
from tests.world import US, World


def software_only(actor: Actor) -> bool:
    return isinstance(actor, System)


def not_called_x(actor: Actor, tag: Tag) -> bool:
    return tag.name != "x"


@pytest.fixture(autouse=True)
def registry() -> Iterator[None]:
    """What a test declares is forgotten at its end."""
    before = dict(REGISTRY)
    yield
    REGISTRY.clear()
    REGISTRY.update(before)


def test_arguments_by_place_are_refused_at_import() -> None:
    with pytest.raises(TypeError, match="keyword arguments only"):

        @command(allow=software_only)
        def wrong(actor: Actor) -> None: ...

    with pytest.raises(TypeError, match="keyword arguments only"):

        @command(allow=software_only)
        def open_ended(*, actor: Actor, **more: Any) -> None: ...


def test_a_rule_that_asks_for_more_than_there_is_is_refused_at_import() -> None:
    with pytest.raises(TypeError, match=r"\['tag'\]"):

        @command(allow=not_called_x)
        def wrong(*, actor: Actor) -> None: ...


def test_there_is_no_command_without_a_rule() -> None:
    with pytest.raises(TypeError, match="allow"):
        command()  # type: ignore[call-arg]


@command(allow=not_called_x)
def touch(*, actor: Actor, tag: Tag, others: object = (), fails: bool = False) -> str:
    """Makes a tag beside another."""
    assert connections[CELL].in_atomic_block
    Tag.objects.create(name=f"beside {tag.name}")
    if fails:
        raise DomainError
    return tag.name


REGISTRY.pop(f"{__name__}.touch")  # it is no verb of the product


def make(world: World, name: str) -> Tag:
    with workspace_scope(world.acme.id):
        made: Tag = Tag.objects.create(name=name)
    return made


def names(world: World) -> set[str]:
    with workspace_scope(world.acme.id):
        return set(Tag.objects.values_list("name", flat=True))


def test_it_runs_in_the_scopes_transaction(world: World) -> None:
    tag = make(world, "vip")
    with workspace_scope(world.acme.id):
        assert touch(actor=US, tag=tag) == "vip"
    assert names(world) == {"vip", "beside vip"}


def test_it_is_called_by_keyword(world: World) -> None:
    tag = make(world, "vip")
    with workspace_scope(world.acme.id), pytest.raises(TypeError):
        touch(US, tag)  # type: ignore[call-arg]


def test_the_rule_is_asked_before_anything_is_done(world: World) -> None:
    tag = make(world, "x")
    with workspace_scope(world.acme.id), pytest.raises(NotAllowed):
        touch(actor=US, tag=tag)
    assert names(world) == {"x"}


def test_an_error_takes_its_own_changes_back_and_no_others(world: World) -> None:
    tag = make(world, "vip")
    with workspace_scope(world.acme.id):
        Tag.objects.create(name="before")
        with pytest.raises(DomainError):
            touch(actor=US, tag=tag, fails=True)
    assert names(world) == {"vip", "before"}


@pytest.mark.parametrize(
    "wrap", [lambda tag: [tag], lambda tag: (tag,), lambda tag: {tag}, lambda tag: [[tag]]]
)
def test_foreign_rows_are_refused_wherever_they_are(world: World, wrap: Any) -> None:
    theirs = make(world, "vip")
    with workspace_scope(world.globex.id):
        own = Tag.objects.create(name="vip")
        with pytest.raises(WrongScope):
            touch(actor=US, tag=theirs)
        with pytest.raises(WrongScope):
            touch(actor=US, tag=own, others=wrap(theirs))
        assert touch(actor=US, tag=own, others=wrap(own)) == "vip"


def test_outside_a_scope_it_does_not_run(world: World) -> None:
    with pytest.raises(NoScope):
        touch(actor=US, tag=make(world, "vip"))


def test_every_command_is_registered_under_its_name() -> None:
    @command(allow=software_only)
    def fresh(*, actor: Actor) -> None: ...

    assert REGISTRY[f"{__name__}.{fresh.__qualname__}"] is software_only


def test_a_refusal_says_nothing_of_the_rows(world: World) -> None:
    @command(allow=software_only)
    def closed(*, actor: Actor, tag: Tag) -> None: ...

    tag = make(world, "secret")
    with workspace_scope(world.acme.id), pytest.raises(NotAllowed) as refusal:
        closed(actor=Member(world.acme.id, "owner"), tag=tag)
    assert "secret" not in str(refusal.value.problem())
