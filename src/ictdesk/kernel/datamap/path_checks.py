"""System checks: from every table of a cell there is a way to the person, or a word that it tells of nobody."""

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.db.models import ForeignKey, Model

from ictdesk.kernel.datamap.fates import fate_of
from ictdesk.kernel.datamap.fields import AGENT, Personal, entry_of
from ictdesk.kernel.datamap.paths import Paths, Way
from ictdesk.kernel.datamap.tables import cell_models

OF_MEMBERS = {AGENT, "workspace_admin"}


@register
def every_table_has_a_path(**_: Any) -> list[CheckMessage]:
    """datamap.E003: a table that does not say whose its rows are. E004: one that says it wrongly. E005: a dead end. E006: a loose one."""
    found: list[CheckMessage] = []
    for model in cell_models():
        declared = getattr(model, "person", None)
        if not isinstance(declared, Paths):
            found.append(Error(f"{model._meta.label} has no path to a person", obj=model, id="datamap.E003"))
            continue
        if forgets_people(model, declared):
            words = f"{model._meta.label} tells of people, and its path leads to none of them"
            found.append(Error(words, obj=model, id="datamap.E004"))
        found += [
            Error(f"{model._meta.label}: {fault}", obj=model, id="datamap.E005")
            for fault in dead_ends(model, declared)
        ]
        found += [
            Error(
                f"{model._meta.label}: {column} points at what goes, and no way follows it",
                obj=model,
                id="datamap.E006",
            )
            for column in loose_ends(model, declared)
        ]
    return found


def forgets_people(model: type[Model], declared: Paths) -> bool:
    """Whether a column tells of people whom no way of the table leads to."""
    entries = [entry_of(field) for field in model._meta.local_fields]
    subjects = {one for entry in entries if isinstance(entry, Personal) for one in entry.subjects}
    others = subjects - OF_MEMBERS - {"third_party_mentioned"}
    return bool(subjects and not (declared.ways or declared.unlinked)) or bool(others and declared.of_members)


def loose_ends(model: type[Model], declared: Paths) -> list[str]:
    """Columns that must name a row which is deleted with its person: the rows of this table go with it, too."""
    followed = {way.column for way in declared.ways if way.kind in ("contact", "via")}
    return [
        str(field.column)
        for field in model._meta.local_fields
        if isinstance(field, ForeignKey) and not field.null and field.column not in followed
        if _goes(field.related_model)
    ]


def _goes(target: type[Model]) -> bool:
    declared = getattr(target, "person", None)
    about = isinstance(declared, Paths) and bool(declared.ways) and not declared.of_members
    return about and fate_of(target).kind == "delete"


def dead_ends(model: type[Model], declared: Paths) -> Iterator[str]:
    """Columns and tables that do not exist, and paths that come back to where they began."""
    for way in declared.ways:
        other = _tables().get(way.table) if way.table else model
        if other is None:
            yield f"there is no table {way.table}"
            continue
        here = other if way.kind == "named" else model
        if way.column not in _columns(here) or not _conditions(way) <= _columns(model):
            yield f"there is no column {way.column}"
    if _comes_back(model, declared, ()):
        yield "its path comes back to itself"


def _conditions(way: Way) -> set[str]:
    return {*([way.unless] if way.unless else []), *(column for column, _ in way.given)}


def _tables() -> dict[str, type[Model]]:
    return {model._meta.db_table: model for model in cell_models()}


def _columns(model: type[Model]) -> set[str]:
    return {str(field.column) for field in model._meta.local_fields}


def _comes_back(model: type[Model], declared: Paths, seen: tuple[type[Model], ...]) -> bool:
    if model in seen:
        return True
    further = [_tables().get(way.table) for way in declared.ways if way.table]
    return any(
        _comes_back(other, theirs, (*seen, model))
        for other in further
        if other is not None and isinstance(theirs := getattr(other, "person", None), Paths)
    )
