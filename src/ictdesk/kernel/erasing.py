"""What rooms do when a person is erased, besides what the data map says. They register here; the eraser asks nobody else.

All of it runs in the workspace's scope, may run again after a crash, and must then change nothing more.
"""

from collections.abc import Callable, Sequence
from uuid import UUID

from ictdesk.kernel.datamap.persons import Person

type Act = Callable[[Person], None]
type WithRows = Callable[[Sequence[UUID]], None]
type Keeping = Callable[[Person], frozenset[UUID]]

AT_START: list[Act] = []
"""Done with the first step: from then on the person does not come in any more."""
BEFORE: dict[str, list[Act]] = {}
"""By table: done before its rows go."""
WITH: dict[str, list[WithRows]] = {}
"""By table: done with the ids of the rows that go, in the same transaction."""
INSTEAD: dict[str, WithRows | None] = {}
"""By table: where statistics are kept, rows are emptied by this instead of going; None: they stay as they are."""
KEEPING: list[Keeping] = []
"""Who says that some of a person's threads stay for now."""
STRIPPING: list[Act] = []
"""Done where threads stay: what says who the person is goes before them."""


PUT_AWAY: list[Act] = []
"""Done when everything else has gone and the keys of what stays are out of reach."""


def at_start(act: Act) -> None:
    AT_START.append(act)


def before(table: str, act: Act) -> None:
    BEFORE.setdefault(table, []).append(act)


def with_rows(table: str, act: WithRows) -> None:
    WITH.setdefault(table, []).append(act)


def for_statistics(table: str, empty: WithRows | None) -> None:
    INSTEAD[table] = empty


def keeping(ask: Keeping) -> None:
    KEEPING.append(ask)


def stripping(act: Act) -> None:
    STRIPPING.append(act)


def putting_away(act: Act) -> None:
    PUT_AWAY.append(act)


def kept(person: Person) -> frozenset[UUID]:
    """The threads of theirs that stay for now, by their ids."""
    return frozenset().union(*(ask(person) for ask in KEEPING))
