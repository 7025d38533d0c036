"""After older data was restored: whoever objected since still does."""

from ictdesk.kernel.ids import parse_id
from ictdesk.privacy.ledger.entries import Entry
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


@sweeps("objection")
def look(entries: list[Entry]) -> list[str]:
    """Names entries whose addresses are not kept."""
    found = []
    for entry in entries:
        wanted = _digests(entry)
        kept = Objection.objects.filter(digest__in=wanted, scope=str(entry.facts["scope"])).count()
        found += [f"{len(wanted) - kept} objections"] if kept < len(wanted) else []
    return found


def _digests(entry: Entry) -> list[bytes]:
    said = entry.facts["digests"]
    return [bytes.fromhex(one) for one in said] if isinstance(said, list) else []
