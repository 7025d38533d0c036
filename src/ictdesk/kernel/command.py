"""The decorator of every command: permission, transaction, and no foreign rows.

    @command(allow=can_solve)
    def solve(*, actor: Actor, conversation: Conversation) -> Conversation: ...

A command takes keyword arguments only. Before it runs: a workspace is in scope, every row among its
arguments belongs to that workspace, `allow` (a pure predicate that names some of the same
arguments) says yes, and none of the rows is of a restricted person (Art. 18 GDPR), unless the person acts or the
command is declared with the door through which it goes on. In a workspace whose end was asked for only those run that
are declared so. It runs in the scope's transaction, joined or opened.
"""

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import nullcontext
from functools import wraps
from uuid import UUID

from django.db import transaction

from ictdesk.kernel.actor import Visitor
from ictdesk.kernel.errors import Ending, NotAllowed
from ictdesk.kernel.tenancy import current_scope
from ictdesk.kernel.tenancy.models import CellModel
from ictdesk.kernel.vault import doors, keyring

type Rule = Callable[..., bool]

REGISTRY: dict[str, Rule] = {}
"""Every command by its dotted name, with its rule; tests walk it."""
DOORS: dict[str, doors.Why] = {}
"""Those that go on while a person is restricted, with the door they go through."""
WHILE_ENDING: set[str] = set()
"""Those that go on between the asking for a workspace's end and the end: what people's rights need, and its safety."""


def command[**P, R](
    *, allow: Rule, door: doors.Why | None = None, while_ending: bool = False
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Makes a function a command; `door`: see `vault.doors`. Raises `TypeError` at import when it could be called wrongly."""

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        _refuse_positional(function)
        asks = _arguments_of(allow, function)
        name = f"{function.__module__}.{function.__qualname__}"
        REGISTRY[name] = allow
        if door:
            DOORS[name] = door
        if while_ending:
            WHILE_ENDING.add(name)

        @wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            if args:
                raise TypeError(f"{function.__qualname__} is called with keyword arguments only")
            scope = current_scope()
            for row in _rows(kwargs.values()):
                row.must_be_in_scope()
            if scope.ends_at and not while_ending:
                raise Ending
            if not allow(**{name: kwargs.get(name) for name in asks}):
                raise NotAllowed
            why = "own" if isinstance(kwargs.get("actor"), Visitor) else door
            with doors.opened(why) if why else nullcontext(), transaction.atomic(using=scope.alias):
                _refuse_restricted(kwargs)
                return function(*args, **kwargs)

        return run

    return decorate


def _rows(values: Iterable[object]) -> Iterator[CellModel]:
    """The rows among arguments, also those in a list."""
    for value in values:
        if isinstance(value, CellModel):
            yield value
        elif isinstance(value, list | tuple | set | frozenset):
            yield from _rows(value)


def _refuse_restricted(given: Mapping[str, object]) -> None:
    """Raises `Restricted` for a row of somebody whose key is out of reach. A list is left to its single changes."""
    if doors.current() is None:
        rows = [row for row in given.values() if isinstance(row, CellModel)]
        found: set[UUID] = {key for row in rows if (key := getattr(row, "subject_id", None))}
        keyring.must_be_reachable(found)


def _refuse_positional(function: Callable[..., object]) -> None:
    for parameter in inspect.signature(function).parameters.values():
        if parameter.kind is not inspect.Parameter.KEYWORD_ONLY:
            raise TypeError(f"{function.__qualname__}: a command takes keyword arguments only")


def _arguments_of(allow: Rule, function: Callable[..., object]) -> tuple[str, ...]:
    names = tuple(inspect.signature(allow).parameters)
    missing = set(names) - set(inspect.signature(function).parameters)
    if missing:
        raise TypeError(
            f"{function.__qualname__}: its rule asks for {sorted(missing)}, which it does not take"
        )
    return names
