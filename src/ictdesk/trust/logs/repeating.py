"""After older data was restored: a hold that was ended before its day is ended again."""

from uuid import UUID

from ictdesk.kernel.actor import System
from ictdesk.privacy.ledger.entries import Entry
from ictdesk.privacy.ledger.replay import replays, sweeps
from ictdesk.trust.logs import ending
from ictdesk.trust.logs.models import LogHold

US = System("restore")


@replays("log_hold.ended")
def again(entries: list[Entry]) -> None:
    for hold in LogHold.objects.filter(id__in=_ids(entries), ended_at=None).select_for_update():
        ending.end(hold, US)


@sweeps("log_hold.ended")
def ended(entries: list[Entry]) -> list[str]:
    """Counts those that stand although they were ended."""
    standing = LogHold.objects.filter(id__in=_ids(entries), ended_at=None).count()
    return [f"{standing} slices of the log"] if standing else []


def _ids(entries: list[Entry]) -> list[UUID]:
    return [UUID(str(entry.facts["hold"])) for entry in entries]
