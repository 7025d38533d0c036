"""A scope is entered by one door, never changes in the middle, and is gone at its end."""

import threading
from uuid import uuid4

import pytest
from django.db import connections, transaction

from ictdesk.desk.workspaces.models import Tag, Workspace
from ictdesk.kernel.errors import DomainError, NotFound
from ictdesk.kernel.tenancy import (
    NoScope,
    WrongScope,
    current_scope,
    current_workspace,
    scope_or_none,
    workspace_scope,
)
from ictdesk.kernel.tenancy import scope as scopes
from tests.isolation.databases import CELL
from tests.world import World


def setting() -> str:
    """What PostgreSQL believes."""
    with connections[CELL].cursor() as cursor:
        cursor.execute("select coalesce(current_setting('ictdesk.workspace', true), '')")
        return str(cursor.fetchone()[0])


def test_outside_there_is_none() -> None:
    assert scope_or_none() is None
    for ask in (current_scope, current_workspace):
        with pytest.raises(NoScope):
            ask()


def test_inside_both_layers_know_it(world: World) -> None:
    with workspace_scope(world.acme.id) as scope:
        assert (scope.workspace, scope.alias) == (world.acme.id, CELL)
        assert current_scope() is scope
        assert setting() == str(world.acme.id)
        assert connections[CELL].in_atomic_block
    assert scope_or_none() is None
    assert setting() == ""


@pytest.mark.parametrize("wrong", [None, "", "a" * 32, 0, b"", object()])
def test_only_an_id_opens_one(wrong: object) -> None:
    with pytest.raises(TypeError), workspace_scope(wrong):  # type: ignore[arg-type]
        pytest.fail("never reached")


def test_the_id_as_text_opens_none(world: World) -> None:
    with pytest.raises(TypeError), workspace_scope(str(world.acme.id)):  # type: ignore[arg-type]
        pytest.fail("never reached")


def test_an_unknown_workspace_is_not_found() -> None:
    with pytest.raises(NotFound), workspace_scope(uuid4()):
        pytest.fail("never reached")
    assert scope_or_none() is None


def test_the_same_one_may_be_entered_again(world: World) -> None:
    with workspace_scope(world.acme.id) as outer:
        with workspace_scope(world.acme.id) as inner:
            assert inner is outer
        assert current_workspace() == world.acme.id
        assert setting() == str(world.acme.id)


def test_another_one_may_not(world: World) -> None:
    with workspace_scope(world.acme.id):
        with pytest.raises(WrongScope), workspace_scope(world.globex.id):
            pytest.fail("never reached")
        assert Workspace.objects.get().id == world.acme.id


def fail_inside(world: World, error: Exception) -> None:
    with workspace_scope(world.acme.id):
        Tag.objects.create(name="lost")
        raise error


@pytest.mark.parametrize("error", [DomainError(), ZeroDivisionError(), KeyError()])
def test_an_error_takes_everything_back(world: World, error: Exception) -> None:
    with pytest.raises(type(error)):
        fail_inside(world, error)
    assert scope_or_none() is None
    assert setting() == ""
    with workspace_scope(world.acme.id):
        assert not Tag.objects.exists()


def test_an_error_of_the_database_takes_everything_back(world: World) -> None:
    with pytest.raises(Exception, match="division"), workspace_scope(world.acme.id):
        connections[CELL].cursor().execute("select 1 / 0")
    assert (scope_or_none(), setting()) == (None, "")


def test_an_error_half_way_through_a_write_is_not_hidden(world: World) -> None:
    """Django then runs no more statements in this transaction; leaving the scope must not try to."""
    with (
        pytest.raises(ZeroDivisionError),
        workspace_scope(world.acme.id),
        transaction.mark_for_rollback_on_error(CELL),
    ):
        raise ZeroDivisionError
    assert (scope_or_none(), setting()) == (None, "")


def test_an_inner_error_leaves_the_outer_scope_whole(world: World) -> None:
    with workspace_scope(world.acme.id):
        Tag.objects.create(name="kept")
        with pytest.raises(ZeroDivisionError):
            fail_inside(world, ZeroDivisionError())
        assert setting() == str(world.acme.id)
        assert [tag.name for tag in Tag.objects.all()] == ["kept"]


def test_in_a_transaction_of_somebody_else_the_former_value_comes_back(world: World) -> None:
    with transaction.atomic(using=CELL):
        with workspace_scope(world.acme.id):
            assert setting() == str(world.acme.id)
        assert setting() == ""
        with workspace_scope(world.globex.id):
            assert Workspace.objects.get().id == world.globex.id


def test_each_thread_has_its_own(world: World) -> None:
    seen: list[object] = []
    with workspace_scope(world.acme.id):
        thread = threading.Thread(target=lambda: seen.append(scope_or_none()))
        thread.start()
        thread.join()
    assert seen == [None]


def test_without_the_setting_the_context_alone_shows_nothing(world: World) -> None:
    """The layers are two: the negative control for each."""
    token = scopes._scope.set(scopes.Scope(world.acme.id, CELL))
    try:
        assert not Workspace.objects.exists(), "PostgreSQL was told nothing"
    finally:
        scopes._scope.reset(token)
    with transaction.atomic(using=CELL):
        with connections[CELL].cursor() as cursor:
            cursor.execute(scopes.SET_SCOPE, [str(world.acme.id)])
        with pytest.raises(NoScope):
            Workspace.objects.exists()
        scopes._untell(CELL, "")


def test_what_must_be_undone_is_undone_only_then(world: World) -> None:
    """For what a rollback does not take back by itself, such as a file."""
    undone: list[str] = []
    with workspace_scope(world.acme.id) as scope:
        scope.on_rollback(lambda: undone.append("a success"))
    assert undone == []

    def fail() -> None:
        with workspace_scope(world.acme.id) as scope:
            scope.on_rollback(lambda: undone.append("an error"))
            with workspace_scope(world.acme.id) as inner:
                inner.on_rollback(lambda: undone.append("an error inside"))
            raise DomainError

    with pytest.raises(DomainError):
        fail()
    assert undone == ["an error inside", "an error"]
