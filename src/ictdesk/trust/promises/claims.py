"""Claims: what is said of the service, in sentences that checks hold against the running installation.

A claim has a key that never changes, words that carry a version, and checks, each with the greatest age of its result and
with the fault that turns it red. Its state is computed and nowhere typed. Sources: Regulation (EU) 2016/679; decision 0054.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from importlib import import_module
from typing import Literal

from ictdesk.trust.promises.ground import Ground

type Kind = Literal["start", "probe", "event", "drill"]
"""`start`: of the software as it was started; `probe`: of the running installation; `event`: of what is on record because it
happened; `drill`: of an exercise."""
type Evidence = Mapping[str, str | int | bool]
"""Counts, digests, dates and ids; no content."""
type Run = Callable[[Ground], Evidence]

HOURLY, DAILY, WEEKLY = timedelta(hours=1), timedelta(days=1), timedelta(days=7)
GREATEST_AGE = {HOURLY: timedelta(hours=6), DAILY: timedelta(days=2), WEEKLY: timedelta(days=9)}


class Broken(Exception):
    """The claim does not hold; the text says what is broken, in codes, counts and ids."""


class Absent(Exception):
    """There is nothing here that the check could look at; the text says what is missing."""


@dataclass(frozen=True, slots=True)
class Check:
    """A function that returns evidence, or raises `Broken` or `Absent`."""

    name: str
    claim: str
    kind: Kind
    every: timedelta
    fault: str
    """What a test breaks to see it turn red."""
    run: Run

    @property
    def max_age(self) -> timedelta:
        return GREATEST_AGE[self.every]


@dataclass(frozen=True, slots=True)
class Claim:
    """`tests`: what the suite of a release shows of it; `attested`: that nothing but a person's word is to be had."""

    key: str
    row: int
    """Of the matrix in which the commitments are counted; 0 for our own."""
    article: str
    words: str
    tests: tuple[str, ...] = ()
    attested: bool = False
    version: int = 1

    @property
    def checks(self) -> list[Check]:
        return _checks.get(self.key, [])


_known: dict[str, Claim] = {}
_checks: dict[str, list[Check]] = {}
_places = ["ictdesk.trust.promises.checks"]


def kept_in(module: str) -> None:
    """Names a module with checks of a room above. It is loaded by whoever first asks for claims: most processes never do."""
    _places.append(module)


@cache
def _load() -> None:
    for module in _places:
        import_module(module)


def claim(
    key: str, row: int, article: str, words: str, *, tests: tuple[str, ...] = (), attested: bool = False
) -> Claim:
    """Declares a claim. Raises `ValueError` for a key that is taken."""
    if key in _known:
        raise ValueError(f"two claims are called {key}")
    made = Claim(key, row, article, words, tests, attested)
    _known[key] = made
    return made


def check(key: str, kind: Kind, *, fault: str, every: timedelta = DAILY) -> Callable[[Run], Run]:
    """Makes a function a check of a claim. Raises `ValueError` without a fault, and for a name that is taken."""

    def register(run: Run) -> Run:
        made = Check(f"{key}:{run.__name__}", key, kind, every, fault, run)
        known = _checks.setdefault(key, [])
        if not fault or any(one.name == made.name for one in known):
            raise ValueError(f"{made.name} needs a fault, and a name of its own")
        known.append(made)
        return run

    return register


def claims() -> list[Claim]:
    """All, in the order of the matrix, our own last."""
    _load()
    return sorted(_known.values(), key=lambda one: (one.row or 99, one.key))


def find(key: str) -> Claim | None:
    _load()
    return _known.get(key)


def checks() -> list[Check]:
    return [one for each in claims() for one in each.checks]
