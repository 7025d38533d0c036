"""After older data was restored: whoever objected since still does, and what was taken back is forgotten."""

from ictdesk.kernel.ids import parse_id
from ictdesk.kernel.tenancy.models import CellQuerySet
from ictdesk.privacy.ledger.entries import Entry
from ictdesk.privacy.ledger.models import LedgerEntry
from ictdesk.privacy.ledger.replay import replays, sweeps
from ictdesk.privacy.objection.models import Objection


@replays("objection")
def again(entries: list[Entry]) -> None:
    for entry in entries:
        case, facts = entry.facts.get("case"), entry.facts
        made = {
            "case_id": parse_id(str(case)) if case else None,
            "channel": str(facts["channel"]),
            "made_at": entry.at,
        }
        for digest in _digests(entry):
            Objection.objects.get_or_create(digest=digest, scope=str(facts["scope"]), defaults=made)


@replays("objection.withdrawn")
def forget_again(entries: list[Entry]) -> None:
    for entry in entries:
        _older(entry).delete()


@sweeps("objection")
def look(entries: list[Entry]) -> list[str]:
    """Names entries whose addresses are not kept, though nobody took that back."""
    found, gone = [], _withdrawn()
    for entry in entries:
        wanted = [one for one in _digests(entry) if not _taken_back(entry, one, gone)]
        kept = Objection.objects.filter(digest__in=wanted, scope=str(entry.facts["scope"])).count()
        found += [f"{len(wanted) - kept} objections"] if kept < len(wanted) else []
    return found


@sweeps("objection.withdrawn")
def look_for_old(entries: list[Entry]) -> list[str]:
    """Names objections that are kept though they were taken back."""
    counts = [_older(entry).count() for entry in entries]
    return [f"{count} objections that were taken back" for count in counts if count]


def _older(entry: Entry) -> CellQuerySet[Objection]:
    """What was on record when it was taken back; a later objection is another one."""
    known = {"scope": str(entry.facts["scope"]), "made_at__lte": entry.at}
    return Objection.objects.filter(digest__in=_digests(entry), **known)  # type: ignore[no-any-return]


def _withdrawn() -> list[Entry]:
    rows = LedgerEntry.objects.filter(kind="objection.withdrawn", void=False).order_by("sequence")
    return [Entry.read(row.line) for row in rows]


def _taken_back(entry: Entry, digest: bytes, gone: list[Entry]) -> bool:
    return any(
        one.sequence > entry.sequence
        and one.facts["scope"] == entry.facts["scope"]
        and digest in _digests(one)
        for one in gone
    )


def _digests(entry: Entry) -> list[bytes]:
    said = entry.facts["digests"]
    return [bytes.fromhex(one) for one in said] if isinstance(said, list) else []
