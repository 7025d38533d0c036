"""Is this database as far as its ledger? Asked before anything is served.

Behind means that older data was restored: whoever was erased, restricted or corrected since then is back as before.
Then nothing is served, worked on or mailed until the ledger was replayed.
"""

from dataclasses import dataclass
from uuid import UUID

from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.privacy.ledger import chain, sending
from ictdesk.privacy.ledger.appending import Behind, mirrored, settle
from ictdesk.privacy.ledger.chain import Chain
from ictdesk.privacy.ledger.models import LedgerEntry

BEGUN = ".begun"
"""Lies in the folder of the ledger: while it does, only workspaces that have a ledger are looked at. Without it all
are, since the whole folder may have been lost."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Of one workspace: how far its database is and how far its ledger."""

    workspace: UUID
    database: int
    ledger: int

    def __str__(self) -> str:
        if self.ledger < self.database:
            return (
                f"{self.workspace}: the ledger ends at {self.ledger}, the database knows of {self.database}"
            )
        return f"{self.workspace}: the database is at {self.database} of {self.ledger}"


def gaps() -> list[Gap]:
    """Of all workspaces; empty when all is well.

    Raises `BadLedger` when a ledger was changed, and `NotReached` when there is a bucket that cannot be asked.
    """
    found, ahead = [], sending.ahead()
    with_ledger, begun = set(chain.workspaces()), chain.folder() / BEGUN
    entries = WorkspaceEntry.objects.order_by("id")
    if begun.exists():
        entries = entries.filter(id__in=with_ledger | ahead.keys())
    for workspace in entries.values_list("id", flat=True):
        gap = (
            Gap(workspace, Chain(workspace).head()[0], ahead[workspace])
            if workspace in ahead
            else _gap(workspace, has_ledger=workspace in with_ledger)
        )
        if gap:
            found.append(gap)
    if not found and not begun.exists():
        begun.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        begun.touch()
    return found


def _gap(workspace: UUID, *, has_ledger: bool) -> Gap | None:
    one = Chain(workspace)
    with workspace_scope(workspace):
        if not has_ledger:
            known = mirrored()
            return Gap(workspace, known, 0) if known else None
        with one.locked():
            number, before = one.head()
            known = mirrored()
            if known < number:
                try:
                    settle(one)  # a crash between the line and the commit is no restore
                except Behind:
                    return Gap(workspace, known, number)
                return None
            row = LedgerEntry.objects.filter(sequence=number).first()
            same = number == 0 or (row is not None and before in row.line)
            return None if known == number and same else Gap(workspace, known, number)
