"""The marker sweep: everybody of one house is erased; a word of theirs is nowhere, and others are as they were.

What is marked comes from the data map: a new table or column is covered, or a test here fails.
"""

from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.files.storage import storages

from ictdesk.desk.contacts.models import Contact
from ictdesk.desk.conversations.models import Conversation, SearchToken
from ictdesk.kernel.blobs.models import Blob
from ictdesk.kernel.datamap import paths
from ictdesk.kernel.datamap.persons import Person, person_of, rows_of
from ictdesk.kernel.datamap.tables import models_about_people
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import CellModel
from ictdesk.kernel.vault import keyring
from ictdesk.privacy.erasure import commands as erasure
from ictdesk.privacy.holds import commands as holds
from ictdesk.privacy.restriction import commands as restriction
from ictdesk.privacy.rights import commands as rights
from tests.forensics.marked import CLEAR, SEALED, Marked, going, mark, personal, stored, value_for, where
from tests.forensics.markers import Markers, scan
from tests.forensics.test_destroyed import told
from tests.forensics.test_sealing import on_disk
from tests.isolation.furnished import digest, furnish
from tests.privacy.erased import begun, finished
from tests.world import House, World, make_world


@dataclass
class Swept:
    """A furnished house whose people were all erased but one, and what was seen before."""

    house: House
    marked: Marked
    person: Person
    values: set[str]
    files: list[str]
    seen_before: set[str]
    other: Conversation
    other_before: list[str]
    neighbour: House
    neighbour_before: dict[str, str]


def rows_as_text(house: House, talk: Conversation) -> list[str]:
    """Every row of one person, whole."""
    with workspace_scope(house.id):
        person = person_of(subjects=[talk.subject_id])
        return [
            repr(row)
            for model in models_about_people()
            for row in rows_of(model, person).order_by("id").values()
        ]


@pytest.fixture(scope="module")
def swept(database: None, quick_hashing: None) -> Swept:
    world = make_world()
    home, neighbour = furnish(world.acme), furnish(world.globex)
    other = told(world.acme, "letter")
    before = rows_as_text(world.acme, other)
    with workspace_scope(home.id):
        rights.take_back(actor=world.acme.vera.actor, request=home.case)
        holds.lift_hold(actor=world.acme.vera.actor, hold=home.hold)
        restriction.lift(actor=world.acme.vera.actor, restriction=home.restriction, agreed=True)
        contacts = set(Contact.objects.exclude(id=other.contact_id).values_list("id", flat=True))
        person = person_of(contacts=contacts)
        marked, values = mark(person), stored(person)
        files = list(rows_of(Blob, person).values_list("storage_name", flat=True))
    seen, next_door = where({CLEAR}), digest(neighbour.house)
    with workspace_scope(home.id):
        run = erasure.erase(actor=world.acme.vera.actor, subjects=person.subjects)
    finished(home.id, run)
    return Swept(world.acme, marked, person, values, files, seen, other, before, world.globex, next_door)


def test_every_table_of_the_map_had_a_row_to_lose(swept: Swept) -> None:
    assert swept.marked.tables == {model._meta.db_table for model in going()}


def test_every_column_that_takes_a_word_had_a_marker(swept: Swept) -> None:
    takes = {
        f"{model._meta.db_table}.{one.name}"
        for model in going()
        for one in personal(model)
        if value_for(one) is not None
    }
    assert swept.marked.columns == takes
    assert "message.body" in takes
    assert {"contact", "visitor_session"} <= swept.seen_before, "a word in clear is found where it was put"


def test_no_table_holds_a_word_a_digest_or_a_sealed_value(swept: Swept) -> None:
    houses = {swept.house.id, swept.neighbour.id}
    assert where({CLEAR, SEALED, CLEAR.encode().hex(), SEALED.encode().hex()}, houses) == set()
    assert len(swept.values) > 30
    # Of a mail its keyed digest stays for a year, of a consent that of the address, as proof and so that a no stays one.
    assert where(swept.values, houses) <= {"forgotten_mail", "consent_event", "consent_state"}


def test_no_key_and_no_file_is_left(swept: Swept) -> None:
    with workspace_scope(swept.house.id):
        assert keyring.subject_keys(set(swept.person.subjects)) == {}
    assert swept.files
    assert not [name for name in swept.files if storages["blobs"].exists(name)]


def test_no_file_of_the_installation_holds_what_was_sealed(swept: Swept, data_folder: Path) -> None:
    """Heap, log of writes, logs, files: what was sealed was never there in clear."""
    on_disk()
    assert scan(Markers(stem=SEALED), [data_folder]) == {}


def test_others_are_as_they_were(swept: Swept) -> None:
    assert rows_as_text(swept.house, swept.other) == swept.other_before
    assert digest(swept.neighbour) == swept.neighbour_before


@pytest.mark.parametrize(
    ("model", "broken"),
    [
        (SearchToken, {"person": paths.nobody("forgotten")}),
        (Blob, {"person": paths.nobody("forgotten")}),
        (SearchToken, {"stays": "somebody thought so"}),
    ],
    ids=["no path to words", "no path to files", "a table that stays"],
)
def test_a_lost_path_or_entry_is_seen(
    world: World, monkeypatch: pytest.MonkeyPatch, model: type[CellModel], broken: dict[str, object]
) -> None:
    """The negative control: the sweep goes by values, so it finds what the map has lost."""
    talk = told(world.acme, "parcel")
    with workspace_scope(world.acme.id):
        rows = {str(id_) for id_ in model.objects.values_list("id", flat=True)}
    for name, value in broken.items():
        monkeypatch.setattr(model, name, value, raising=False)
    finished(world.acme.id, begun(world.acme, talk))
    assert where(rows) == {model._meta.db_table}
