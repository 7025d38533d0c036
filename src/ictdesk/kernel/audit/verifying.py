"""Whether a log is what was promised: read through from its headers, in memory that does not grow with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from ictdesk.kernel.audit import entries, tree

type Fault = Literal[
    "gap",
    "entry_altered",
    "record_altered",
    "record_missing",
    "not_in_log",
    "subtree_altered",
    "promise_broken",
    "cut",
]
SHOWN = 100
"""Faults that are told one by one; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What does not fit, and at which place of the log, or of which size the promise was."""

    place: int
    fault: Fault


@dataclass(slots=True)
class Report:
    """What reading a log through has shown."""

    size: int = 0
    root: bytes = tree.EMPTY
    forgotten: int = 0
    """Entries whose record was emptied: they still count, and say what and when."""
    promises: int = 0
    """Checkpoints that the log was held against."""
    faults: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        return not self.faults

    def found(self, place: int, fault: Fault) -> None:
        self.faults += 1
        if len(self.problems) < SHOWN:
            self.problems.append(Problem(place, fault))


class Reader:
    """Takes the entries of a log one by one, from place 0 on, and holds them against what was promised."""

    def __init__(self, promised: Mapping[int, bytes]) -> None:
        """`promised`: roots by the size of the log that they are of."""
        self.report = Report()
        self._growing = tree.Growing()
        self._promised = dict(promised)

    def add(
        self, place: int, head: dict[str, str], payload: dict[str, Any] | None, salt: bytes | None
    ) -> bytes:
        """Takes an entry; without salt its record was forgotten. Returns its leaf."""
        if place != self._growing.size:
            self.report.found(self._growing.size, "gap")
        if payload is None or salt is None:
            self.report.forgotten += 1
        elif entries.commit(salt, payload).hex() != head.get("commitment"):
            self.report.found(place, "record_altered")
        leaf = entries.leaf(head)
        self._growing.add(leaf)
        self._compare()
        return leaf

    def close(self) -> Report:
        """Says what was found. A promise of more than there is was broken by cutting."""
        self._compare()
        for size in sorted(self._promised):
            self.report.found(size, "cut")
        self.report.size, self.report.root = self._growing.size, self._growing.root()
        return self.report

    def _compare(self) -> None:
        promise = self._promised.pop(self._growing.size, None)
        if promise is not None:
            self.report.promises += 1
            if promise != self._growing.root():
                self.report.found(self._growing.size, "promise_broken")
