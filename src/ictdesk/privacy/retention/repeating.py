"""What a restore brings back although its time was over goes again."""

from datetime import UTC, datetime

from ictdesk.kernel import retention
from ictdesk.kernel.retention import NIL, DataClass
from ictdesk.kernel.vault import doors
from ictdesk.privacy.ledger.entries import Entry
from ictdesk.privacy.ledger.replay import replays, sweeps
from ictdesk.privacy.retention.ending import end, keepers
from ictdesk.privacy.retention.running import BATCH


@replays("retention")
def again(entries: list[Entry]) -> None:
    """Ends what had been ended, by the moment of each run. What something keeps now stays."""
    for one, before in _said(entries):
        place = NIL
        with doors.opened_wide("rights"):
            while ids := list(one.due(before, place, BATCH)):
                end(one, ids)
                place = ids[-1]


@sweeps("retention")
def holds(entries: list[Entry]) -> list[str]:
    """Whether anything is left that nothing keeps."""
    return [
        f"{one.key} from before {before:%Y-%m-%d} are left"
        for one, before in _said(entries)
        if _left(one, before)
    ]


def _left(one: DataClass, before: datetime) -> bool:
    place = NIL
    while ids := list(one.due(before, place, BATCH)):
        if len(keepers(one, ids)) < len(ids):
            return True
        place = ids[-1]
    return False


def _said(entries: list[Entry]) -> list[tuple[DataClass, datetime]]:
    """The latest moment of each class; a class that this version does not know has nothing to end."""
    latest: dict[str, int] = {}
    for entry in entries:
        key, before = str(entry.facts["class"]), int(str(entry.facts["before"]))
        latest[key] = max(before, latest.get(key, 0))
    found = [(retention.class_of(key), datetime.fromtimestamp(at, UTC)) for key, at in sorted(latest.items())]
    return [(one, before) for one, before in found if one is not None]
