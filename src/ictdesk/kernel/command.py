"""The decorator of every command: permission, transaction, and no foreign rows.

    @command(allow=can_solve)
    def solve(*, actor: Actor, conversation: Conversation) -> Conversation: ...

A command takes keyword arguments only. Before it runs: a workspace is in scope, every row among its
arguments belongs to that workspace, and `allow` (a pure predicate that names some of the same
arguments) says yes. It runs in the scope's transaction, joined or opened.
"""

import inspect
from collections.abc import Callable, Iterable, Iterator
from functools import wraps

from django.db import transaction

from ictdesk.kernel.errors import NotAllowed
from ictdesk.kernel.tenancy import current_scope
from ictdesk.kernel.tenancy.models import CellModel

type Rule = Callable[..., bool]

REGISTRY: dict[str, Rule] = {}
"""Every command by its dotted name, with its rule; tests walk it."""


def command[**P, R](*, allow: Rule) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Makes a function a command. Raises `TypeError` at import when it could be called wrongly."""

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        _refuse_positional(function)
        asks = _arguments_of(allow, function)
        REGISTRY[f"{function.__module__}.{function.__qualname__}"] = allow

        @wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            if args:
                raise TypeError(f"{function.__qualname__} is called with keyword arguments only")
            scope = current_scope()
            for row in _rows(kwargs.values()):
                row.must_be_in_scope()
            if not allow(**{name: kwargs.get(name) for name in asks}):
                raise NotAllowed
            with transaction.atomic(using=scope.alias):
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
