"""Takes the rows of one person out of one table, a batch at a time."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import connections
from django.db.models import Model
from psycopg import sql

from ictdesk.kernel import erasing, jobs
from ictdesk.kernel.datamap.among import among
from ictdesk.kernel.datamap.fates import fate_of
from ictdesk.kernel.datamap.persons import Person
from ictdesk.kernel.datamap.tables import models_about_people, pointing_at
from ictdesk.kernel.tenancy import current_scope
from ictdesk.kernel.tenancy.fields import CellForeignKey
from ictdesk.privacy.erasure.keeping import going

BATCH = 20_000
"""Rows in one transaction: bounds memory, how much is done again after a crash, and how long readers of events wait."""
LIGHT = 5
"""So many rows weigh as one where nobody has to know which they were: they are never read."""


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
    if is_light(model, mode):
        return _delete_unseen(model, person, most)
    ids: list[UUID] = list(going(model, person).values_list("id", flat=True)[:most])
    if not ids:
        return 0
    empty = erasing.INSTEAD.get(name) if mode == "statistics" else None
    if empty is not None:
        empty(ids)
        return len(ids)
    remove_rows(model, ids)
    return len(ids)


def remove_rows(model: type[Model], ids: Sequence[UUID]) -> None:
    """Deletes rows with what the rooms do then: files go, open inboxes forget, what waits in a queue is taken back."""
    for with_rows in erasing.WITH.get(model._meta.db_table, []):
        with_rows(ids)
    _let_go(model, ids)
    jobs.forget(ids)
    _delete(model._meta.db_table, ids)


def is_light(model: type[Model], mode: str) -> bool:
    """Whether nobody is told of its rows, and nothing that stays points at them."""
    name = model._meta.db_table
    told = name in erasing.WITH or (mode == "statistics" and name in erasing.INSTEAD)
    return not told and not _loose(model)


def _delete_unseen(model: type[Model], person: Person, most: int) -> int:
    """Finds, deletes and counts in one statement, and takes back jobs that name what went."""
    scope = current_scope()
    found, given = going(model, person).order_by().values("id")[:most].query.sql_with_params()
    statement = sql.SQL(
        "with gone as (delete from {} where workspace_id = %s and id in ({}) returning id), forgotten as ({})"
        " select count(*) from gone"
    ).format(sql.Identifier(model._meta.db_table), sql.SQL(found), sql.SQL(jobs.FORGET_GONE))
    with connections[scope.alias].cursor() as cursor:
        cursor.execute(statement, [scope.workspace, *given, str(scope.workspace)])
        return int(cursor.fetchone()[0])


def _delete(table: str, ids: Sequence[UUID]) -> None:
    """With the ids as one array: thousands of parameters take longer to read than the rows to delete."""
    scope = current_scope()
    with connections[scope.alias].cursor() as cursor:
        statement = sql.SQL("delete from {} where workspace_id = %s and id = any(%s)")
        cursor.execute(statement.format(sql.Identifier(table)), [scope.workspace, list(ids)])


def _let_go(model: type[Model], ids: Sequence[UUID]) -> None:
    """Rows that are not the person's and point here point nowhere from now on."""
    for field in _loose(model):
        rows = _all(field.model).filter(among(field.attname, ids))
        if (
            field.model is model
        ):  # those that go with it need not let go, and may not: a copy of a mail is none without it
            rows = rows.exclude(among("id", ids))
        rows.update(**{field.name: None})


def _loose(model: type[Model]) -> list[Any]:
    """Columns of any table that may point at a row of this one, and at nothing."""
    return [field for field in pointing_at(model) if isinstance(field, CellForeignKey) and field.null]


def left(person: Person, mode: str) -> list[str]:
    """The tables that still have rows of the person."""
    return [model._meta.db_table for model in tables(mode) if going(model, person).exists()]


def _all(model: Any) -> Any:
    return model.objects.all()
