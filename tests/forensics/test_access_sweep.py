"""The sweep of an archive: a word in every column of the data map is told or named as withheld, and none of anybody else's."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID
from zipfile import ZipFile

import pytest
from django.db.models import Model

from ictdesk.desk.contacts.models import Contact
from ictdesk.kernel.datamap.fields import Personal, entry_of
from ictdesk.kernel.datamap.persons import Person, person_of, rows_of
from ictdesk.kernel.datamap.tables import models_about_people
from ictdesk.kernel.datamap.telling import told_of
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.vault import keyring
from ictdesk.kernel.vault.sealed import SealedText
from tests.forensics.marked import SEALED, mark, value_for
from tests.forensics.test_destroyed import told
from tests.isolation.furnished import furnish
from tests.privacy import bundles
from tests.world import House, make_world


@dataclass
class Swept:
    words: dict[str, tuple[str, str]]
    """Column to its word and what the map says of access."""
    archive: ZipFile
    other: UUID


def write_words(person: Person) -> dict[str, tuple[str, str]]:
    """One word for each column that takes one, in every row of the person."""
    words: dict[str, tuple[str, str]] = {}
    alive = keyring.subject_keys(set(person.subjects))
    for model in models_about_people():
        for row in rows_of(model, person):
            for column in columns_of(model):
                if isinstance(column, SealedText) and row.subject_id not in alive:
                    continue
                name = f"{model._meta.db_table}.{column.attname}"
                word = words.setdefault(name, (f"zq{len(words):04}zq", entry_of(column).access))[0]  # type: ignore[union-attr]
                setattr(row, column.attname, like(value_for(column), word))
                row.save(update_fields=[column.name])
    return words


def columns_of(model: type[Model]) -> list[Any]:
    """The personal ones that hold words and are not left out as codes."""
    return [
        one
        for one in model._meta.local_fields
        if isinstance(entry_of(one), Personal)
        and value_for(one) is not None
        and one.attname != "content_key"  # the file has to open
        and one.attname not in told_of(model).left_out
        and not model._meta.db_table.startswith(("rights_", "audit", "ledger", "erasure", "consent_event"))
    ]


def like(value: Any, word: str) -> Any:
    return {"said": word} if isinstance(value, dict) else [word] if isinstance(value, list) else word


def house_with_words() -> tuple[House, UUID, dict[str, tuple[str, str]], list[UUID]]:
    world = make_world()
    home, _neighbour = furnish(world.acme), furnish(world.globex)
    other = told(world.acme, "letter")
    with workspace_scope(home.id):
        mark(person_of(subjects=[other.subject_id]))
        assert Contact.objects.get(id=other.contact_id).name == SEALED, "there is a word that must not appear"
        contacts = set(Contact.objects.exclude(id=other.contact_id).values_list("id", flat=True))
        person = person_of(contacts=contacts)
        words = write_words(person)
    return world.acme, other.contact_id, words, sorted(keyring_of(world.acme, person))


def keyring_of(house: House, person: Person) -> set[UUID]:
    with workspace_scope(house.id):
        return set(keyring.subject_keys(set(person.subjects)))


@pytest.fixture(scope="module")
def swept(database: None, quick_hashing: None) -> Swept:
    house, other, words, subjects = house_with_words()
    _row, archive = bundles.whole(house, subjects)
    return Swept(words, archive, other)


def test_every_word_is_told_or_named_as_withheld(swept: Swept) -> None:
    words = bundles.text_of(swept.archive)
    withheld = {f"{one['table']}.{one['column']}" for one in bundles.data(swept.archive)["withheld"]}
    missing = {
        name
        for name, (word, access) in swept.words.items()
        if access in ("include", "review") and word not in words
    }
    assert missing == set()
    hidden = {name for name, (_, access) in swept.words.items() if access in ("withhold", "existence")}
    assert hidden
    assert hidden <= withheld
    assert not [name for name in hidden if swept.words[name][0] in words]
    assert {"message.body", "contact.name", "identity.value", "attachment.name"} <= swept.words.keys()


def test_no_word_of_anybody_else(swept: Swept) -> None:
    words = bundles.text_of(swept.archive)
    assert SEALED not in words
    assert str(swept.other) not in words
