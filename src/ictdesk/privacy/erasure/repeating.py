"""After older data was restored: the ledger's erasures are done again, and looked at."""

from collections.abc import Iterable
from uuid import UUID

from ictdesk.kernel import erasing
from ictdesk.kernel.datamap.persons import Person, rows_of
from ictdesk.kernel.vault import doors, keyring
from ictdesk.kernel.vault.models import SubjectKey
from ictdesk.privacy.erasure import removing
from ictdesk.privacy.erasure.keeping import put_away, with_kept
from ictdesk.privacy.erasure.models import ErasureRun, ErasureSubject
from ictdesk.privacy.ledger.entries import Entry
from ictdesk.privacy.ledger.replay import replays, sweeps
from ictdesk.privacy.recipients import opening
from ictdesk.privacy.recipients import repeating as recipients
from ictdesk.privacy.recipients.opening import Act


@replays("erasure")
def again(entries: list[Entry]) -> None:
    """Destroys the keys and removes the rows of whoever the entries name; what is gone stays so.

    Where a hold keeps threads, everything else goes, and a run waits for the hold to end.
    """
    with doors.opened_wide("rights"):
        _again(entries)
    for entry in entries:
        if named := recipients.named(entry):
            run = UUID(str(entry.facts["run"]))
            goes_on = ErasureRun.objects.filter(id=run).exclude(state="done").exists()
            act = Act("erasure", run, entry.contacts, entry.subjects, now=not goes_on)
            opening.open_notices(act, named)


def _again(entries: list[Entry]) -> None:
    held = _held(entries)
    for mode, person in _people(one for one in entries if one.sequence not in held).items():
        live = rows_of(SubjectKey, person).filter(wrapped__isnull=False)
        keyring.destroy_all(list(live.values_list("id", flat=True)))
        _remove(person, mode)
    for entry in entries:
        if entry.sequence in held:
            _run_again(entry)
            for act in erasing.STRIPPING:
                act(held[entry.sequence])
            _remove(held[entry.sequence], _mode(entry))
            put_away(held[entry.sequence])


@sweeps("erasure")
def look(entries: list[Entry]) -> list[str]:
    """Names tables with rows of the erased, and keys that are there."""
    held, found = _held(entries), []
    for mode, person in _people(one for one in entries if one.sequence not in held).items():
        found += [f"rows in {name}" for name in removing.left(person, mode)]
        with doors.in_database("rights"):
            alive = SubjectKey.objects.filter(id__in=person.subjects, wrapped__isnull=False).count()
        found += [f"{alive} keys"] if alive else []
    for entry in entries:
        if entry.sequence in held:
            found += [f"rows in {name}" for name in removing.left(held[entry.sequence], _mode(entry))]
    return found


def _held(entries: list[Entry]) -> dict[int, Person]:
    """By number of the entry: those whose person has threads that a hold keeps now."""
    everybody = with_kept(_person(entries))
    if not everybody.kept:
        return {}
    people = {entry.sequence: with_kept(_person([entry])) for entry in entries}
    return {number: person for number, person in people.items() if person.kept}


def _remove(person: Person, mode: str) -> None:
    for model in removing.tables(mode):
        while removing.remove(model, person, mode, removing.BATCH) == removing.BATCH:
            pass


def _run_again(entry: Entry) -> None:
    """The run that waits, as it stood: the backup may be older than it."""
    run, made = ErasureRun.objects.get_or_create(
        id=UUID(str(entry.facts["run"])),
        defaults={
            "mode": _mode(entry),
            "cause": str(entry.facts["cause"]),
            "contacts": [*map(str, entry.contacts)],
            "ledger": entry.sequence,
            "started_at": entry.at,
        },
    )
    if made:
        ErasureSubject.objects.bulk_create(ErasureSubject(run=run, person_id=one) for one in entry.subjects)
    ErasureRun.objects.filter(id=run.id).update(
        state="held", step="keys", place=0, ledger=entry.sequence, done_at=None
    )


def _mode(entry: Entry) -> str:
    return str(entry.facts.get("mode", "erase"))


def _person(entries: Iterable[Entry]) -> Person:
    """All of them as one, by ids alone: addresses are not in the ledger."""
    listed = list(entries)
    contacts = frozenset(one for entry in listed for one in entry.contacts)
    return Person(contacts, frozenset(one for entry in listed for one in entry.subjects))


def _people(entries: Iterable[Entry]) -> dict[str, Person]:
    """By how they were erased."""
    by_mode: dict[str, list[Entry]] = {}
    for entry in entries:
        by_mode.setdefault(_mode(entry), []).append(entry)
    return {mode: _person(some) for mode, some in by_mode.items()}
