"""What others read of the ledger: its lines as this database knows them, and whether the files still say the same."""

from typing import NamedTuple

from ictdesk.kernel.actor import Actor, Member
from ictdesk.kernel.errors import NotAllowed
from ictdesk.kernel.tenancy import current_workspace
from ictdesk.privacy.ledger.appending import mirrored
from ictdesk.privacy.ledger.chain import Chain
from ictdesk.privacy.ledger.entries import BadLedger, Entry
from ictdesk.privacy.ledger.models import LedgerEntry

READS = frozenset({"owner", "admin", "privacy_officer"})


class Standing(NamedTuple):
    """How far database and files are. `fault` says what is wrong, without content; empty when all is well."""

    database: int
    files: int
    hash: str
    fault: str


def must_read(actor: Actor) -> None:
    """Raises `NotAllowed`."""
    if not isinstance(actor, Member) or actor.role not in READS:
        raise NotAllowed


def page(actor: Actor, *, before: int = 0, limit: int = 50) -> list[tuple[Entry, bool]]:
    """The newest entries, or those before a number; each with whether it came to nothing. Raises `NotAllowed`."""
    must_read(actor)
    rows = LedgerEntry.objects.order_by("-sequence")
    rows = rows.filter(sequence__lt=before) if before else rows
    return [(Entry.read(row.line), row.void) for row in rows[:limit]]


def standing(actor: Actor, *, whole: bool = False) -> Standing:
    """Compares the ends, or with `whole` reads every line of the files. Raises `NotAllowed`."""
    must_read(actor)
    known, chain = mirrored(), Chain(current_workspace())
    row = LedgerEntry.objects.filter(sequence=known).first()
    try:
        number, digest = chain.head()
        if whole:
            number = sum(1 for _ in chain.entries())
    except BadLedger as error:
        return Standing(known, 0, "", str(error))
    same = number == known and (row is None or digest in row.line)
    return Standing(known, number, digest, "" if same else "ends")
