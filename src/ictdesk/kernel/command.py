"""The decorator of every command: permission, transaction, and no foreign rows.

    @command(allow=can_solve)
    def solve(*, actor: Actor, conversation: Conversation) -> Conversation: ...

A command takes keyword arguments only. Before it runs: a workspace is in scope, every row among its
arguments belongs to that workspace, `allow` (a pure predicate that names some of the same
arguments) says yes, and none of the rows is of a restricted person (Art. 18 GDPR), unless the person acts or the
command is declared with the door through which it goes on. In a workspace whose end was asked for only those run that
are declared so. It runs in the scope's transaction, joined or opened. One that alters how data is processed says so, and
is put on the record of instructions in the same transaction.
"""

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from functools import wraps
from uuid import UUID

from django.db import transaction

from ictdesk.kernel import instructing
from ictdesk.kernel.actor import Engineer, Visitor
from ictdesk.kernel.errors import Ending, NotAllowed
from ictdesk.kernel.instructing import Alters
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
WITH_GRANT: set[str] = set()
"""Those that somebody of the vendor may run under a grant that writes; one that only looks runs none."""
ALTERS: dict[str, Alters] = {}
"""Those that alter how data is processed, with what they alter."""


def command[**P, R](
    *,
    allow: Rule,
    door: doors.Why | None = None,
    while_ending: bool = False,
    alters: Alters | None = None,
    with_grant: bool = False,
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Makes a function a command; `door`: see `vault.doors`, `alters`: see `kernel.instructing`.

    Raises `TypeError` at import when it could be called wrongly.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        _refuse_positional(function)
        asks = _arguments_of(allow, function)
        name = f"{function.__module__}.{function.__qualname__}"
        REGISTRY[name] = allow
        _remember(name, door, alters, while_ending=while_ending, with_grant=with_grant)

        @wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            if args:
                raise TypeError(f"{function.__qualname__} is called with keyword arguments only")
            for row in _rows(kwargs.values()):
                row.must_be_in_scope()
            if current_scope().ends_at and not while_ending:
                raise Ending
            _refuse_guests(name, kwargs.get("actor"))
            if not allow(**{name: kwargs.get(name) for name in asks}):
                raise NotAllowed
            why = "own" if isinstance(kwargs.get("actor"), Visitor) else door
            with _transaction(why):
                _refuse_restricted(kwargs)
                with instructing.kept(name, alters, kwargs) if alters else nullcontext():
                    return function(*args, **kwargs)

        return run

    return decorate


def _remember(
    name: str, door: doors.Why | None, alters: Alters | None, *, while_ending: bool, with_grant: bool
) -> None:
    if door:
        DOORS[name] = door
    if while_ending:
        WHILE_ENDING.add(name)
    if with_grant:
        if alters:
            raise TypeError(f"{name}: a grant of the vendor's people alters no settings")
        WITH_GRANT.add(name)
    if alters:
        ALTERS[name] = alters


def _refuse_guests(name: str, actor: object) -> None:
    """Raises `NotAllowed` for somebody of the vendor, unless their grant writes and the command is declared for it."""
    if isinstance(actor, Engineer) and not (actor.writes and name in WITH_GRANT):
        raise NotAllowed("Your access grant does not allow this.")


@contextmanager
def _transaction(why: doors.Why | None) -> Iterator[None]:
    """The scope's, joined or opened, with a door open."""
    with doors.opened(why) if why else nullcontext(), transaction.atomic(using=current_scope().alias):
        yield


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
