"""From the mirror back to the files, when they were lost."""

from uuid import UUID

from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.privacy.ledger.chain import Chain
from ictdesk.privacy.ledger.entries import BadLedger, Entry
from ictdesk.privacy.ledger.models import LedgerEntry


def write_again(workspace: UUID) -> int:
    """Adds the entries that the database knows and the files lack; how many. Raises `BadLedger` when they do not fit."""
    chain, count = Chain(workspace), 0
    with workspace_scope(workspace), chain.locked():
        number, before = chain.head()
        for row in LedgerEntry.objects.filter(sequence__gt=number).order_by("sequence"):
            entry = Entry.read(row.line)
            if (entry.sequence, entry.before) != (number + 1, before):
                raise BadLedger(
                    f"entry {entry.sequence} of workspace {workspace} does not follow what is there"
                )
            chain.write(entry)
            number, before, count = entry.sequence, entry.hash, count + 1
    return count
