"""After older data was restored: whoever said no since still does."""

from uuid import UUID

from ictdesk.privacy.consent import events
from ictdesk.privacy.consent.models import ConsentEvent, ConsentPurpose, ConsentState
from ictdesk.privacy.ledger.entries import Entry
from ictdesk.privacy.ledger.replay import replays, sweeps


@replays("withdrawal")
def again(entries: list[Entry]) -> None:
    """A yes that came after the backup is lost with it, which harms nobody: they are asked again."""
    for entry in entries:
        purpose = ConsentPurpose.objects.filter(id=UUID(str(entry.facts["purpose"]))).first()
        event_id = UUID(str(entry.facts["event"]))
        if purpose is None or ConsentEvent.objects.filter(id=event_id).exists():
            continue  # the purpose is younger than the backup: nobody can have agreed to it
        digest, said = bytes.fromhex(str(entry.facts["digest"])), entry.facts
        held = events.state_of(digest, purpose)
        if held is not None and held.at > entry.at:
            continue  # a later word counts; this one had its time
        event = ConsentEvent(id=event_id, digest=digest, purpose=purpose, at=entry.at)
        event.state, event.how, event.version = (
            str(said["state"]),
            str(said["how"]),
            int(str(said["version"])),
        )
        event.save(force_insert=True)
        events.project(event, held)


@sweeps("withdrawal")
def look(entries: list[Entry]) -> list[str]:
    """Names entries that are not on record, and states in which the newest word is not the one that counts."""
    found = []
    for entry in entries:
        purpose, event = UUID(str(entry.facts["purpose"])), UUID(str(entry.facts["event"]))
        if not ConsentPurpose.objects.filter(id=purpose).exists():
            continue
        digest = bytes.fromhex(str(entry.facts["digest"]))
        state = ConsentState.objects.filter(purpose_id=purpose, digest=digest)
        kept = ConsentEvent.objects.filter(id=event, digest=digest).exists()
        followed = state.filter(at__gt=entry.at).exists()  # what came before it goes in its time
        fenced = state.filter(fence_at__gte=entry.at).exists()
        found += [] if (kept or followed) and fenced else ["a refusal is not kept"]
    return found
