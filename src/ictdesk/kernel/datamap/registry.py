"""All entries, of our models and of the tables that come with other people's packages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Model

from ictdesk.kernel.datamap.fields import Entry, entry_of


@dataclass(frozen=True, slots=True)
class Row:
    """One column and what is known of it."""

    plane: str
    table: str
    column: str
    entry: Entry | None


_foreign: dict[str, tuple[str, Mapping[str, Entry]]] = {}


def declare_table(plane: str, table: str, entries: Mapping[str, Entry]) -> None:
    """Describes the columns of a table that a package brings. `*` stands for all others."""
    _foreign[table] = (plane, entries)


def foreign_tables() -> dict[str, str]:
    """Tables of packages, with their plane."""
    return {table: plane for table, (plane, _) in _foreign.items()}


def entry_for(table: str, column: str) -> Entry | None:
    """The entry of a column of a package's table."""
    _, entries = _foreign.get(table, ("", {}))
    return entries.get(column) or entries.get("*")


def our_models() -> list[type[Model]]:
    """The models that declare their fields themselves, in order of their tables."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("ictdesk.")]
    return sorted(ours, key=lambda model: model._meta.db_table)


def rows() -> Iterator[Row]:
    """Every column that a model of ours declares."""
    for model in our_models():
        plane = "cell" if getattr(model, "in_cell", False) else "control"
        for field in model._meta.local_fields:
            yield Row(plane, model._meta.db_table, str(field.column), entry_of(field))
