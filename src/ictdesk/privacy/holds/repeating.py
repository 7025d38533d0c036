"""After older data was restored: holds stand again, without the words of their reason, and lifted ones are lifted."""

from datetime import date
from uuid import UUID

from ictdesk.kernel.datamap.persons import Person
from ictdesk.kernel.vault import keyring
from ictdesk.privacy.holds.commands.place_hold import name
from ictdesk.privacy.holds.models import Hold, HoldAddress
from ictdesk.privacy.ledger.entries import Entry
from ictdesk.privacy.ledger.replay import replays, sweeps


@replays("hold.placed")
def again(entries: list[Entry]) -> None:
    """Its keys and threads are in the ledger, its addresses with the person; the reason is to be written anew."""
    for entry in entries:
        if not Hold.objects.filter(id=_id(entry)).exists():
            _place(entry)


def _place(entry: Entry) -> None:
    threads = entry.facts.get("threads")
    wanted = [UUID(one) for one in threads] if isinstance(threads, list) else []
    hold = Hold(
        id=_id(entry),
        subject_id=keyring.new_subject(),
        kind=str(entry.facts["kind"]),
        whole=not wanted,
        review_on=date.fromisoformat(str(entry.facts["review"])),
        placed_at=entry.at,
    )
    hold.save()
    name(hold, Person(frozenset(entry.contacts), frozenset(entry.subjects)), wanted)


@replays("hold.released")
def lifted(entries: list[Entry]) -> None:
    for entry in entries:
        Hold.objects.filter(id=_id(entry), lifted_at=None).update(lifted_at=entry.at)
        HoldAddress.objects.filter(hold_id=_id(entry)).delete()


@sweeps("hold.placed")
def stand(entries: list[Entry]) -> list[str]:
    """Counts holds of the ledger that the database does not know."""
    wanted = {_id(entry) for entry in entries}
    missing = len(wanted) - Hold.objects.filter(id__in=wanted).count()
    return [f"{missing} holds"] if missing else []


def _id(entry: Entry) -> UUID:
    return UUID(str(entry.facts["hold"]))
