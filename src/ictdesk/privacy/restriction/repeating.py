"""After older data was restored: what was restricted since is restricted again, and what was lifted is free."""

from uuid import UUID

from ictdesk.kernel.ids import parse_id
from ictdesk.kernel.vault.models import SubjectKey
from ictdesk.privacy.ledger.entries import Entry
from ictdesk.privacy.ledger.replay import replays, sweeps
from ictdesk.privacy.recipients import opening
from ictdesk.privacy.recipients import repeating as recipients
from ictdesk.privacy.recipients.opening import Act
from ictdesk.privacy.restriction import acting
from ictdesk.privacy.restriction.models import Restriction


@replays("restriction.placed")
def place_again(entries: list[Entry]) -> None:
    for entry in entries:
        known = {
            "case_id": parse_id(str(entry.facts["case"])),
            "ground": str(entry.facts["ground"]),
            "contacts": [str(one) for one in entry.contacts],
            "placed_at": entry.at,
        }
        row, _made = Restriction.objects.get_or_create(id=_id(entry), defaults=known)
        if row.lifted_at is None:
            acting.begin(row, entry.subjects)
        if named := recipients.named(entry):
            act = Act("restriction", row.id, entry.contacts, entry.subjects, row.case_id)
            opening.open_notices(act, named)


@replays("restriction.lifted")
def lift_again(entries: list[Entry]) -> None:
    for entry in entries:
        row: Restriction | None = Restriction.objects.filter(id=_id(entry), lifted_at=None).first()
        if row is not None:
            row.lifted_at = entry.at
            row.save(update_fields=["lifted_at"])
            acting.end(row)


@sweeps("restriction.placed")
def look(entries: list[Entry]) -> list[str]:
    """Names people whose restriction stands and whose keys are in reach."""
    found = []
    for entry in entries:
        if Restriction.objects.filter(id=_id(entry), lifted_at__isnull=False).exists():
            continue
        seen = SubjectKey.objects.filter(id__in=entry.subjects, wrapped__isnull=False).count()
        found += [f"{seen} keys in reach"] if seen else []
    return found


def _id(entry: Entry) -> UUID:
    return parse_id(str(entry.facts["restriction"]))
