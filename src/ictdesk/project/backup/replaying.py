"""`ictdesk restore --replay`: brings the database up to its ledger of rights and looks whether it holds."""

from ictdesk.kernel.bucket import NotReached
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.privacy.ledger import gate, mirror, replay, sending
from ictdesk.privacy.ledger.entries import BadLedger
from ictdesk.project.errors import StartupProblem


def run() -> None:
    """Prints what was done again. Raises `StartupProblem` when something stays behind: the desk stays closed."""
    try:
        _fetch()
        behind = {gap.workspace: gap for gap in gate.gaps()}
        if not behind:
            print("The database is as far as its ledger.")
        for workspace, gap in behind.items():
            _mend(gap)
            _one(gap, replay.replay(workspace))
        left = gate.gaps()
    except (BadLedger, NotReached, replay.CannotReplay) as error:
        raise StartupProblem(f"The ledger cannot be replayed: {error}. The desk stays closed.") from error
    if left:
        raise StartupProblem("The desk stays closed. " + "; ".join(map(str, left)))


def _fetch() -> None:
    """What the bucket knows and the files do not: they are older than it, too."""
    ahead = sending.ahead()
    for workspace in WorkspaceEntry.objects.filter(id__in=ahead).order_by("id").values_list("id", flat=True):
        print(f"{workspace}: {sending.fetch(workspace)} entries of the ledger came from the bucket.")


def _one(gap: gate.Gap, report: replay.Report) -> None:
    done = ", ".join(f"{count} x {kind}" for kind, count in sorted(report.done.items())) or "nothing"
    print(f"{gap.workspace}: from {gap.database} to {gap.ledger}; done again: {done}")
    for fault in report.found:
        print(f"  {fault}")
    if report.found:
        raise StartupProblem(f"{len(report.found)} entries of {gap.workspace} do not hold: see above.")


def _mend(gap: gate.Gap) -> None:
    """A ledger that was lost or cut is written again from its mirror."""
    count = mirror.write_again(gap.workspace)
    if count:
        print(
            f"{gap.workspace}: the ledger lacked {count} entries, which were written again from the database."
        )
        print("  If the database is from an older copy, too, nobody knows what was done since then.")
