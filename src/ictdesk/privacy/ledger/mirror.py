"""From the mirror back to the files, when they were lost."""

from itertools import batched
from uuid import UUID

from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.privacy.ledger.chain import Chain
from ictdesk.privacy.ledger.entries import BadLedger, Entry
from ictdesk.privacy.ledger.models import LedgerEntry

PIECE = 1_000


def write_again(workspace: UUID) -> int:
    """Adds the entries that the database knows and the files lack; how many. Raises `BadLedger` when they do not fit."""
    chain, count = Chain(workspace), 0
    with workspace_scope(workspace), chain.locked():
        number, before = chain.head()
        rows = LedgerEntry.objects.filter(sequence__gt=number).order_by("sequence")
        for lines in batched(rows.values_list("line", flat=True).iterator(PIECE), PIECE):
            entries = [Entry.read(line) for line in lines]
            for entry in entries:
                if (entry.sequence, entry.before) != (number + 1, before):
                    raise BadLedger(
                        f"entry {entry.sequence} of workspace {workspace} does not follow what is there"
                    )
                number, before, count = entry.sequence, entry.hash, count + 1
            chain.write(*entries)
    return count
