"""Takes the rows of one person out of one table, a batch at a time."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import connections
from django.db.models import Model
from psycopg import sql

from ictdesk.kernel import erasing, jobs
from ictdesk.kernel.datamap.fates import fate_of
from ictdesk.kernel.datamap.persons import Person
from ictdesk.kernel.datamap.tables import models_about_people
from ictdesk.kernel.tenancy import current_scope
from ictdesk.kernel.tenancy.fields import CellForeignKey
from ictdesk.privacy.erasure.keeping import going

BATCH = 20_000
"""Rows in one transaction: bounds memory, and how much is done again after a crash."""


def tables(mode: str) -> list[type[Model]]:
    """The tables whose rows go, children first. What is kept for statistics as it is, is left out."""
    kept = (
        {name for name, empty in erasing.INSTEAD.items() if empty is None} if mode == "statistics" else set()
    )
    return [m for m in models_about_people() if fate_of(m).kind == "delete" and m._meta.db_table not in kept]


def remove(model: type[Model], person: Person, mode: str, most: int) -> int:
    """Removes or empties up to `most` rows; returns how many. Fewer than `most` means that none is left."""
    name = model._meta.db_table
    for act in erasing.BEFORE.get(name, []):
        act(person)
    ids: list[UUID] = list(going(model, person).values_list("id", flat=True)[:most])
    if not ids:
        return 0
    empty = erasing.INSTEAD.get(name) if mode == "statistics" else None
    if empty is not None:
        empty(ids)
        return len(ids)
    for with_rows in erasing.WITH.get(name, []):
        with_rows(ids)
    _let_go(model, ids)
    jobs.forget(ids)
    _delete(name, ids)
    return len(ids)


def _delete(table: str, ids: Sequence[UUID]) -> None:
    """With the ids as one array: thousands of parameters take longer to read than the rows to delete."""
    scope = current_scope()
    with connections[scope.alias].cursor() as cursor:
        statement = sql.SQL("delete from {} where workspace_id = %s and id = any(%s)")
        cursor.execute(statement.format(sql.Identifier(table)), [scope.workspace, list(ids)])


def _let_go(model: type[Model], ids: Sequence[UUID]) -> None:
    """Rows that are not the person's and point here point nowhere from now on."""
    for relation in model._meta.related_objects:
        field = relation.field
        if isinstance(field, CellForeignKey) and field.null:
            _all(field.model).filter(**{f"{field.name}__in": ids}).update(**{field.name: None})


def left(person: Person, mode: str) -> list[str]:
    """The tables that still have rows of the person."""
    return [model._meta.db_table for model in tables(mode) if going(model, person).exists()]


def _all(model: Any) -> Any:
    return model.objects.all()
