"""Writes an entry before the act, in the act's transaction: first the file, then the mirror."""

from collections.abc import Iterable, Mapping
from functools import partial
from uuid import UUID

from django.conf import settings
from django.db import connections

from ictdesk.kernel import clock
from ictdesk.kernel.errors import Unavailable
from ictdesk.kernel.jobs import defer
from ictdesk.kernel.tenancy import current_workspace
from ictdesk.kernel.tenancy.scope import current_scope
from ictdesk.privacy.ledger import transactions
from ictdesk.privacy.ledger.chain import Chain
from ictdesk.privacy.ledger.entries import Entry, Fact
from ictdesk.privacy.ledger.models import LedgerEntry

KINDS = {
    "erasure",
    "erasure.value",
    "restriction.placed",
    "restriction.lifted",
    "objection",
    "objection.withdrawn",
    "withdrawal",
    "rectification",
    "hold.placed",
    "hold.released",
    "log_hold.ended",
    "subprocessor.refused",
    "subprocessor.allowed",
    "notice",
    "retention",
    "move",
    "workspace.end",
    "void",
}


class Behind(Unavailable):
    code = "ledger_behind"
    sentence = (
        "This database is behind its ledger of rights: nothing is changed before it was brought up to date."
    )


def append(
    kind: str,
    *,
    contacts: Iterable[UUID] = (),
    subjects: Iterable[UUID] = (),
    facts: Mapping[str, Fact] | None = None,
) -> Entry:
    """Writes what is about to be done to these people; on return it is on disk.

    To be called in the scope, when nothing can be refused any more and before anything is changed. `contacts` and
    `subjects` are all ids of the person and of their keys; `facts` holds codes, ids and counts. Raises `Behind` when
    an older database lies under this ledger, and `ValueError` for a fact that is text.
    """
    if kind not in KINDS:
        raise ValueError(f"unknown kind {kind}")
    chain = Chain(current_workspace())
    with connections[current_scope().alias].cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 77))", [str(chain.workspace)])
    with chain.locked():
        settle(chain)
        entry = _add(chain, kind, tuple(contacts), tuple(subjects), facts or {})
    current_scope().last("ledger", partial(_settle_before_commit, chain))
    if settings.ICTDESK_LEDGER_BUCKET:
        defer("ledger.send", once="ledger.send")
    return entry


def _settle_before_commit(chain: Chain) -> None:
    """A refused act may be rolled back alone, to a savepoint, while its transaction goes on."""
    with chain.locked():
        settle(chain)


def settle(chain: Chain) -> None:
    """Voids entries whose transaction was rolled back. Raises `Behind` for any other that the mirror lacks."""
    missing = list(chain.entries(after=mirrored()))
    if not all(transactions.came_to_nothing(entry.mark) for entry in missing):
        raise Behind
    LedgerEntry.objects.bulk_create(_row(entry, void=True) for entry in missing)
    for entry in missing:
        if entry.kind != "void":
            _add(chain, "void", (), (), {"of": entry.sequence})


def mirrored() -> int:
    """The number of the last entry that this database knows."""
    return LedgerEntry.objects.order_by("-sequence").values_list("sequence", flat=True).first() or 0


def mirror(entries: Iterable[Entry]) -> None:
    """Notes that this database has come so far."""
    LedgerEntry.objects.bulk_create((_row(entry, void=False) for entry in entries), batch_size=1_000)


def _add(
    chain: Chain,
    kind: str,
    contacts: tuple[UUID, ...],
    subjects: tuple[UUID, ...],
    facts: Mapping[str, Fact],
) -> Entry:
    number, before = chain.head()
    entry = Entry(
        chain.workspace,
        number + 1,
        clock.now(),
        kind,
        contacts,
        subjects,
        facts,
        transactions.mark(),
        before,
    )
    chain.write(entry)
    mirror([entry])
    return entry


def _row(entry: Entry, *, void: bool) -> LedgerEntry:
    whose = entry.subjects[0] if entry.subjects else None
    return LedgerEntry(
        sequence=entry.sequence, kind=entry.kind, void=void, subject_id=whose, line=entry.line()
    )
