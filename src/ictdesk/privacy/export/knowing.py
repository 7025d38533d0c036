"""Reads whom the workspace knows, by the data map: columns with names of people, and the person's own values."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Model

from ictdesk.kernel.datamap.fields import AGENT, Personal, entry_of
from ictdesk.kernel.datamap.persons import Person, rows_of
from ictdesk.kernel.datamap.tables import cell_models, models_about_people
from ictdesk.kernel.home import home
from ictdesk.kernel.vault import keyring
from ictdesk.kernel.vault.sealed import SealedText
from ictdesk.privacy.export.recognising import Known

NAME = "user.name"
OWN = ("user.name", "user.contact")
MOST = 100_000
"""So many names of contacts are looked for; a workspace with more is told apart by addresses and numbers alone."""
CHUNK = 2_000


def known_for(person: Person) -> Known:
    """Everybody's names, and what is theirs. Needs the workspace in scope."""
    known = Known(country=home().country)
    for model in models_about_people():
        for field in _sealed(model, OWN):
            known.own_is(_values(rows_of(model, person), field))
    for model in cell_models():
        for field in _sealed(model, (NAME,)):
            kind = "member" if AGENT in _subjects(field) else "person"
            manager: Any = model
            for name in _values(manager.objects.order_by("-id")[:MOST], field):
                if not known.is_own(name):
                    known.names.add(name, kind)
    return known


def _sealed(model: type[Model], categories: tuple[str, ...]) -> list[SealedText]:
    """Its sealed columns of these categories that are no case of the person's own."""
    found = []
    for field in model._meta.local_fields:
        entry = entry_of(field)
        if (
            isinstance(field, SealedText)
            and isinstance(entry, Personal)
            and entry.category.startswith(categories)
        ):
            found.append(field)
    return found


def _subjects(field: SealedText) -> tuple[str, ...]:
    entry = entry_of(field)
    return entry.subjects if isinstance(entry, Personal) else ()


def _values(rows: Any, field: SealedText) -> Iterator[str]:
    """The texts of a column, some thousand keys at a time; what was erased is left out."""
    chunk: list[Any] = []
    for row in rows.only("id", "workspace_id", "subject_id", field.attname).iterator(chunk_size=CHUNK):
        chunk.append(row)
        if len(chunk) == CHUNK:
            yield from _opened(chunk, field)
            chunk = []
    yield from _opened(chunk, field)


def _opened(rows: list[Any], field: SealedText) -> Iterator[str]:
    alive = keyring.subject_keys({row.subject_id for row in rows})
    for row in rows:
        value = getattr(row, field.attname) if row.subject_id in alive else None
        if isinstance(value, str) and value:
            yield value
