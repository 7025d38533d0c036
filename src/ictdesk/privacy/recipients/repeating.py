"""After older data was restored: notices are opened again by the acts themselves, and here settled as they were."""

from ictdesk.kernel.ids import parse_id
from ictdesk.privacy.ledger.entries import Entry
from ictdesk.privacy.ledger.replay import replays
from ictdesk.privacy.recipients.models import RecipientNotice


@replays("notice")
def settle_again(entries: list[Entry]) -> None:
    """In order: what was confirmed after it was told stays confirmed."""
    for entry in entries:
        RecipientNotice.objects.filter(id=parse_id(str(entry.facts["notice"]))).update(
            state=str(entry.facts["state"]), reason=str(entry.facts["reason"] or ""), settled_at=entry.at
        )


def named(entry: Entry) -> list[str]:
    """The recipients that an entry of an act names; none in entries of before they were named."""
    found = entry.facts.get("recipients")
    return list(found) if isinstance(found, list) else []
