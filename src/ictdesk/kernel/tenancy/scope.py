"""`workspace_scope`: the one way to a workspace's data.

It opens a transaction on the workspace's cell, tells PostgreSQL which workspace it is (the row-level
security policies compare with it) and remembers it in a context variable (the ORM guards ask it).
Both layers fail closed: without a scope the ORM raises and PostgreSQL shows no rows.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import connections, transaction
from psycopg.pq import TransactionStatus

from ictdesk.kernel.logs.about import note
from ictdesk.kernel.tenancy.planes import home_of

SETTING = "ictdesk.workspace"
SET_SCOPE = "select set_config('ictdesk.workspace', %s, true)"
ENTER = """
    select told.before, own.ends_at, own.purposes::text
    from (select current_setting(%s, true) as before, set_config('ictdesk.workspace', %s, true)::uuid as id offset 0) told
    left join lateral (
      select w.ends_at, w.purposes from workspace w where w.workspace_id = told.id and w.id = told.id offset 0) own on true
"""
"""Tells PostgreSQL whose data is asked for, then looks up whether that workspace comes to its end, and what is switched off.

`offset 0` keeps the two apart: the look sees rows only once the setting is there.
"""


class NoScope(RuntimeError):
    """Something wanted a workspace's data without saying whose."""


class WrongScope(RuntimeError):
    """Something mixed the data of two workspaces."""


@dataclass(slots=True)
class Scope:
    """The workspace in scope and the alias of its cell."""

    workspace: UUID
    alias: str
    ends_at: datetime | None = None
    """When it comes to its end; None while nobody has asked for that."""
    purposes: Mapping[str, bool | str] = field(default_factory=dict)
    """What is switched off, and what is on until a moment: see `kernel.purposes`."""
    visit: UUID | None = None
    """The access grant under which somebody of the vendor looks; None for everybody else. See `kernel.visits`."""
    _undo: list[Callable[[], None]] = field(default_factory=list, repr=False, compare=False)
    _last: dict[str, Callable[[], None]] = field(default_factory=dict, repr=False, compare=False)

    def on_rollback(self, undo: Callable[[], None]) -> None:
        """Has something undone if the scope ends with an error: what no rollback takes back, such as a file."""
        self._undo.append(undo)

    def last(self, name: str, act: Callable[[], None]) -> None:
        """Has something done before the scope's transaction is committed, once for each name."""
        self._last[name] = act

    def finish(self) -> None:
        for act in self._last.values():
            act()

    def undo(self) -> None:
        """Undoes, the last first."""
        while self._undo:
            self._undo.pop()()


_scope: ContextVar[Scope | None] = ContextVar("ictdesk_scope", default=None)


def scope_or_none() -> Scope | None:
    return _scope.get()


def current_scope() -> Scope:
    """The scope. Raises `NoScope` outside one."""
    scope = _scope.get()
    if scope is None:
        raise NoScope("no workspace in scope: use workspace_scope(id)")
    return scope


def current_workspace() -> UUID:
    """The id of the workspace in scope. Raises `NoScope` outside one."""
    return current_scope().workspace


@contextmanager
def workspace_scope(workspace_id: UUID) -> Iterator[Scope]:
    """Runs the block in one transaction of one workspace.

    Joins a scope of the same workspace that is open already. Raises `WrongScope` inside another
    workspace's, `NotFound` for an unknown workspace and `TypeError` for anything that is not a UUID.
    """
    if not isinstance(workspace_id, UUID):
        raise TypeError(f"workspace_scope needs a UUID, not {type(workspace_id).__name__}")
    outer = _scope.get()
    if outer is not None:
        if outer.workspace != workspace_id:
            raise WrongScope("another workspace is in scope")
        with transaction.atomic(using=outer.alias):
            yield outer
        return
    scope = Scope(workspace_id, home_of(workspace_id))
    try:
        with _entered(scope):
            yield scope
    except BaseException:
        scope.undo()
        raise


@contextmanager
def _entered(scope: Scope) -> Iterator[None]:
    inner = connections[scope.alias].in_atomic_block
    with transaction.atomic(using=scope.alias):
        before = ""
        note(workspace=scope.workspace)
        token = _scope.set(scope)
        try:
            before, scope.ends_at, scope.purposes = _tell(scope.alias, str(scope.workspace))
            yield
            if not connections[scope.alias].needs_rollback:
                scope.finish()
        finally:
            _scope.reset(token)
            if inner:
                _untell(scope.alias, before)


def _tell(alias: str, workspace: str) -> tuple[str, datetime | None, Mapping[str, bool | str]]:
    """Sets the workspace for this transaction; returns what was set before, when the workspace ends, and its switches."""
    with connections[alias].cursor() as cursor:
        cursor.execute(ENTER, [SETTING, workspace])
        before, ends_at, purposes = cursor.fetchone()
    return before or "", ends_at, json.loads(purposes) if purposes else {}


def _untell(alias: str, before: str) -> None:
    """Puts the former value back where the scope lives inside an outer transaction, such as a test's.

    A transaction of its own drops the setting at its end. After an error the transaction is aborted and
    takes the setting with it.
    """
    connection = connections[alias]
    raw = connection.connection
    if connection.needs_rollback or raw is None or raw.closed:
        return
    if raw.info.transaction_status != TransactionStatus.INTRANS:
        return
    with connection.cursor() as cursor:
        cursor.execute(SET_SCOPE, [before])
