"""After older data was restored: the ledger's erasures are done again, and looked at."""

from ictdesk.kernel.datamap.persons import Person, rows_of
from ictdesk.kernel.vault import keyring
from ictdesk.kernel.vault.models import SubjectKey
from ictdesk.privacy.erasure import removing
from ictdesk.privacy.ledger.entries import Entry
from ictdesk.privacy.ledger.replay import replays, sweeps


@replays("erasure")
def again(entries: list[Entry]) -> None:
    """Destroys the keys and removes the rows of whoever the entries name; what is gone stays so."""
    for mode, person in _people(entries).items():
        live = rows_of(SubjectKey, person).filter(wrapped__isnull=False)
        keyring.destroy_all(list(live.values_list("id", flat=True)))
        for model in removing.tables(mode):
            while removing.remove(model, person, mode, removing.BATCH) == removing.BATCH:
                pass


@sweeps("erasure")
def look(entries: list[Entry]) -> list[str]:
    """Names tables with rows of the erased, and keys that are there."""
    found = []
    for mode, person in _people(entries).items():
        found += [f"rows in {name}" for name in removing.left(person, mode)]
        alive = SubjectKey.objects.filter(id__in=person.subjects, wrapped__isnull=False).count()
        found += [f"{alive} keys"] if alive else []
    return found


def _people(entries: list[Entry]) -> dict[str, Person]:
    """By how they were erased, and by ids alone: addresses are not in the ledger. To this all of them are as one."""
    found: dict[str, Person] = {}
    for entry in entries:
        mode = str(entry.facts.get("mode", "erase"))
        before = found.get(mode, Person())
        found[mode] = Person(before.contacts.union(entry.contacts), before.subjects.union(entry.subjects))
    return found
