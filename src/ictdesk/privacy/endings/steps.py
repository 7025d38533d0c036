"""The steps of an end. Each may be repeated; a run that was killed goes on with the step that was not committed.

begin    is anything in the way? then it waits; else the ledger's entry
stop     what binds it to others ends (`closing.Contract`); seats and sessions, accounts that belong nowhere else, and jobs go
keys     every key is destroyed, the workspace's own with them
rows     rows go, table by table
files    sealed files go
look     is anything left? then rows again
wait     until no process can hold a key in its memory any more, and nothing was written meanwhile
done     the certificate
tell     the certificate goes to who owned the workspace; then nobody's address is left
"""

from collections.abc import Callable
from datetime import timedelta

from ictdesk.kernel import clock, closing, jobs
from ictdesk.kernel.blobs import sweeping
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.kernel.vault import keyring
from ictdesk.kernel.vault.cache import LIFETIME
from ictdesk.privacy.endings import blocking, certificate, letters, removing
from ictdesk.privacy.endings.models import WorkspaceEnd
from ictdesk.privacy.ledger.appending import append
from ictdesk.privacy.ledger.models import LedgerEntry
from ictdesk.privacy.ledger.replay import END

ROUNDS = 20
WARN_AGAIN = timedelta(days=7)


class StillThere(RuntimeError):
    """Rows keep coming back: something writes them while the workspace ends."""


def begin(run: WorkspaceEnd) -> None:
    if found := blocking.reasons():
        run.state = "blocked"
        _warn(run, found)
        return
    known = LedgerEntry.objects.filter(kind=END, void=False).order_by("-sequence").first()
    run.owners = closing.people().owners()
    run.ledger = known.sequence if known else append(END, facts={"end": str(run.id)}).sequence
    run.step = "stop"


def stop(run: WorkspaceEnd) -> None:
    WorkspaceEntry.objects.filter(id=run.workspace_id).update(state="ending")
    _count(run, "user_account", closing.people().leave())
    for contract in closing.contracts():
        contract.leave(run.workspace_id)
    jobs.forget_all()
    run.step = "keys"


def keys(run: WorkspaceEnd) -> None:
    run.keys += keyring.destroy_workspace()
    run.keys_gone_at, run.step = clock.now(), "rows"


def rows(run: WorkspaceEnd) -> None:
    """As many tables as fit into one batch."""
    todo, budget = removing.tables(), removing.BATCH
    while budget > 0 and run.place < len(todo):
        gone = removing.remove(todo[run.place], budget)
        _count(run, todo[run.place]._meta.db_table, gone)
        run.place += gone < budget
        budget -= gone
    if run.place == len(todo):
        run.step = "files"


def files(run: WorkspaceEnd) -> None:
    _count(run, "files", sweeping.remove_all())
    run.step = "look"


def look(run: WorkspaceEnd) -> None:
    """Raises `StillThere` after some rounds."""
    if not _again(run):
        run.step = "wait"


def wait(run: WorkspaceEnd) -> None:
    run.state = "waiting"
    if run.keys_gone_at and clock.now() - run.keys_gone_at >= timedelta(seconds=LIFETIME) and not _again(run):
        run.step = "done"


def done(run: WorkspaceEnd) -> None:
    run.done_at = clock.now()
    certificate.issue(run)
    run.step = "tell"


def tell(run: WorkspaceEnd) -> None:
    WorkspaceEntry.objects.filter(id=run.workspace_id).update(state="ended")
    for address in run.owners:
        letters.send(address, run)
    run.owners, run.state = [], "done"


def _warn(run: WorkspaceEnd, found: dict[str, int]) -> None:
    """When it is first blocked and once a week from then on: what nobody knows of waits for ever."""
    if run.warned_at and clock.now() - run.warned_at < WARN_AGAIN:
        return
    for address in closing.people().owners():
        letters.send_blocked(address, run, found)
    run.warned_at = clock.now()


def _again(run: WorkspaceEnd) -> bool:
    left = removing.left()
    if left and run.rounds >= ROUNDS:
        raise StillThere(", ".join(left))
    if left:
        jobs.forget_all()
        run.state, run.rounds, run.place, run.step = "running", run.rounds + 1, 0, "rows"
    return bool(left)


def _count(run: WorkspaceEnd, name: str, gone: int) -> None:
    if gone:
        run.counts = {**run.counts, name: run.counts.get(name, 0) + gone}


STEPS: dict[str, Callable[[WorkspaceEnd], None]] = {
    "begin": begin,
    "stop": stop,
    "keys": keys,
    "rows": rows,
    "files": files,
    "look": look,
    "wait": wait,
    "done": done,
    "tell": tell,
}
