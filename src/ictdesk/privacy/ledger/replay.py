"""Does again what the ledger says and the database does not know, then looks whether it held."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import batched, groupby
from uuid import UUID

from ictdesk.kernel.actor import System
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.privacy.ledger.appending import mirror, mirrored
from ictdesk.privacy.ledger.chain import Chain
from ictdesk.privacy.ledger.entries import Entry

US = System("ledger")

type Doing = Callable[[list[Entry]], None]
type Sweep = Callable[[list[Entry]], list[str]]
AT_ONCE = 5_000
END = "workspace.end"
"""Nothing that came before it has to be done again: nothing of the workspace is left."""

_doings: dict[str, Doing] = {}
_sweeps: dict[str, Sweep] = {}


class CannotReplay(Exception):
    """An entry whose kind nobody can do again: nothing behind it is done either."""


@dataclass
class Report:
    """Of one workspace: what was done again, by kind, and what the sweep found."""

    workspace: UUID
    done: dict[str, int] = field(default_factory=dict)
    found: list[str] = field(default_factory=list)


def replays(kind: str) -> Callable[[Doing], Doing]:
    """Registers how entries of this kind are done again: in the workspace's scope, and any number of times."""

    def register(doing: Doing) -> Doing:
        _doings[kind] = doing
        return doing

    return register


def sweeps(kind: str) -> Callable[[Sweep], Sweep]:
    """Registers how to see, for entries of this kind, whether they hold; gives what is wrong, without content."""

    def register(sweep: Sweep) -> Sweep:
        _sweeps[kind] = sweep
        return sweep

    return register


@replays("void")
def nothing(_entries: list[Entry]) -> None:
    """They only say that an entry before them came to nothing."""


def replay(workspace: UUID) -> Report:
    """In order; entries of one kind that follow each other together, in a transaction of their own.

    Stopped anywhere, it goes on there the next time. Raises `CannotReplay` and `BadLedger`.
    """
    report = Report(workspace)
    chain = Chain(workspace)
    with workspace_scope(workspace):
        known = mirrored()
    void = voided(chain.entries(after=known))
    ended = _has_ended(chain)
    for kind, entries in _runs(chain.entries(after=known)):
        doing = _doings.get(kind)
        if doing is None:
            raise CannotReplay(
                f"entry {entries[0].sequence} of {workspace}: nobody knows how to repeat {kind}"
            )
        with workspace_scope(workspace):
            valid = [entry for entry in entries if entry.sequence not in void]
            valid = valid if kind == END or not ended else []
            first, last = entries[0].sequence, entries[-1].sequence
            record(US, "ledger.replay", "ledger_entry", None, kind=kind, first=first, last=last)
            mirror(
                entries
            )  # in the same transaction; logs go only once the mirror says that the workspace ended
            doing(valid)
        report.done[kind] = report.done.get(kind, 0) + len(valid)
    report.found = list(_found(workspace, chain))
    return report


def _has_ended(chain: Chain) -> bool:
    void = voided(chain.entries())
    return any(entry.kind == END and entry.sequence not in void for entry in chain.entries())


def voided(entries: Iterable[Entry]) -> set[object]:
    """The numbers of those that came to nothing."""
    return {entry.facts.get("of") for entry in entries if entry.kind == "void"}


def _found(workspace: UUID, chain: Chain) -> Iterator[str]:
    """Looks at every entry there ever was: what holds now for the newest may not hold for the oldest."""
    void, ended = voided(chain.entries()), _has_ended(chain)
    for kind, entries in _runs(chain.entries()):
        sweep = _sweeps.get(kind)
        valid = [entry for entry in entries if entry.sequence not in void]
        if sweep is None or not valid or (ended and kind != END):
            continue
        with workspace_scope(workspace):
            faults = sweep(valid)
        if faults and len(valid) > 1:
            for entry in valid:  # which of them
                with workspace_scope(workspace):
                    yield from (f"entry {entry.sequence}: {fault}" for fault in sweep([entry]))
        else:
            yield from (f"entry {valid[0].sequence}: {fault}" for fault in faults)


def _runs(entries: Iterable[Entry]) -> Iterator[tuple[str, list[Entry]]]:
    """Entries of one kind that follow each other, so many at once."""
    for kind, run in groupby(entries, key=lambda entry: entry.kind):
        for some in batched(run, AT_ONCE):
            yield kind, list(some)
