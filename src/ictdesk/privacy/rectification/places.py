"""The values of a person that may be corrected, from the data map."""

from collections.abc import Iterator
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from ictdesk.kernel.datamap.correcting import way
from ictdesk.kernel.datamap.fields import Personal, entry_of
from ictdesk.kernel.datamap.persons import Person, rows_of
from ictdesk.kernel.datamap.tables import models_about_people
from ictdesk.kernel.datamap.telling import told_of
from ictdesk.kernel.errors import NotFound
from ictdesk.kernel.vault import keyring

KINDS = {
    "name": _("Name"),
    "email": _("E-mail address"),
    "phone": _("Phone number"),
    "external": _("Number at the website"),
}


class Place(NamedTuple):
    """Where a value is."""

    table: str
    row: UUID
    column: str

    def __str__(self) -> str:
        return f"{self.table}.{self.column}"

    def facts(self) -> dict[str, str]:
        """As the ledger takes it."""
        return {"table": self.table, "row": str(self.row), "column": self.column}


class Held(NamedTuple):
    """A value that may be corrected, and its row."""

    place: Place
    title: object
    value: str
    row: Any


def held(person: Person) -> Iterator[Held]:
    """Table by table; what was erased is left out."""
    for model in reversed(models_about_people()):
        for column in _columns(model):
            rows = rows_of(model, person).order_by(*told_of(model).order)
            alive = keyring.subject_keys(set(person.subjects))
            for row in rows.filter(subject_id__in=alive):
                place = Place(model._meta.db_table, row.id, column)
                yield Held(place, _title(model, row), str(getattr(row, column)), row)


def find(person: Person, place: Place) -> Held:
    """Raises `NotFound` for a value that is not theirs, or that nobody corrects."""
    for one in held(person):
        if one.place == place:
            return one
    raise NotFound


def _columns(model: type[Model]) -> list[str]:
    fields = [(field.attname, entry_of(field)) for field in model._meta.local_fields]
    return [
        name
        for name, entry in fields
        if isinstance(entry, Personal) and entry.rectifiable and way(model, name) is not None
    ]


def _title(model: type[Model], row: Any) -> object:
    """What people call it: the name of an attribute, the kind of an address, or the table's title."""
    if hasattr(row, "definition"):
        return row.definition.label
    return KINDS.get(getattr(row, "kind", "name"), told_of(model).title)
