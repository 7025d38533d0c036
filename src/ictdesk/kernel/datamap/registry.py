"""All entries, of our models and of the tables that come with other people's packages."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from django.apps import apps
from django.db.models import Model

from ictdesk.kernel.datamap.fields import Entry, entry_of

type Plane = Literal["control", "cell"]


@dataclass(frozen=True, slots=True)
class Row:
    """One column and what is known of it."""

    plane: Plane
    table: str
    column: str
    entry: Entry | None


type Source = Callable[[], Iterable[Row]]

_added: list[Source] = []
_foreign: dict[str, tuple[tuple[Plane, ...], Mapping[str, Entry]]] = {}


def declare_table(plane: Plane | Literal["both"], table: str, entries: Mapping[str, Entry]) -> None:
    """Describes every column of a table that a package brings."""
    _foreign[table] = (("control", "cell") if plane == "both" else (plane,)), entries


def declare_rows(source: Source) -> None:
    """Adds what a workspace has defined for itself: `source` reads it, with the workspace in scope."""
    _added.append(source)


def our_models() -> list[type[Model]]:
    """The models that declare their fields themselves, in order of their tables."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("ictdesk.")]
    return sorted(ours, key=lambda model: model._meta.db_table)


def rows() -> Iterator[Row]:
    """Every column that a model of ours declares."""
    for model in our_models():
        plane: Plane = "cell" if getattr(model, "in_cell", False) else "control"
        for field in model._meta.local_fields:
            yield Row(plane, model._meta.db_table, str(field.column), entry_of(field))


def package_rows() -> Iterator[Row]:
    """Every column of the packages' tables; a table that both planes have comes twice."""
    for table, (planes, entries) in sorted(_foreign.items()):
        for plane in planes:
            for column, entry in entries.items():
                yield Row(plane, table, column, entry)


def everything() -> list[Row]:
    """The whole map, by plane, table and the order of the columns."""
    return sorted([*rows(), *package_rows()], key=lambda row: (row.plane, row.table))


def added() -> list[Row]:
    """What the workspace in scope has added to the map, in its own order."""
    return [row for source in _added for row in source()]


def of_workspace() -> list[Row]:
    """The map as it is for the workspace in scope: what its cell keeps for everybody, and what it added itself."""
    cell = [row for row in everything() if row.plane == "cell"]
    return sorted([*cell, *added()], key=lambda row: row.table)
