"""What stays for now: threads on which a hold stands, with all that hangs on them, and the person without a name.

Everything else goes at once. While anything is kept the key lives, nothing is certified, and the run waits.
"""

from collections.abc import Collection
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet

from ictdesk.kernel import erasing
from ictdesk.kernel.datamap.persons import Person, rows_of
from ictdesk.kernel.datamap.tables import paths_of, table
from ictdesk.kernel.vault import keyring

THREAD = "conversation"
ROOTS = ("contact", "subject_key")
"""What threads hang on: stripped, and kept as long as they are."""


def with_kept(person: Person) -> Person:
    """The same with the threads that stay now."""
    return replace(person, kept=erasing.kept(person))


def put_away(person: Person) -> None:
    """What stays is out of daily use (Art. 18(2) with 17(3)(e) GDPR): its keys are out of reach, as a restriction has it."""
    keyring.restrict(sorted(person.subjects))
    for act in erasing.PUT_AWAY:
        act(person)


def going(model: type[Model], person: Person) -> QuerySet[Any]:
    """The rows of a table that go now."""
    rows = rows_of(model, person)
    if not person.kept:
        return rows
    if model._meta.db_table in ROOTS:
        return rows.none()
    staying = hanging(model, person.kept)
    return rows if staying is None else rows.exclude(id__in=staying.order_by().values("id"))


def hanging(model: type[Model], threads: Collection[UUID]) -> QuerySet[Any] | None:
    """The rows that belong to these threads; None where a table knows of none."""
    rows = _all(model)
    if model._meta.db_table == THREAD:
        return rows.filter(id__in=threads)
    if any(field.attname == "conversation_id" for field in model._meta.concrete_fields):
        return rows.filter(conversation_id__in=threads)
    found = []
    for way in paths_of(model).ways:
        if not way.table or way.table in ROOTS or table(way.table) is model:
            continue
        there = hanging(table(way.table), threads)
        if there is not None:
            column, wanted = (way.column, "id") if way.kind == "via" else ("id", way.column)
            found.append(rows.filter(**{f"{column}__in": there.order_by().values(wanted)}))
    if not found:
        return None
    ids = [one.order_by().values("id") for one in found]
    return rows.filter(id__in=ids[0].union(*ids[1:]) if len(ids) > 1 else ids[0])


def _all(model: Any) -> QuerySet[Any]:
    return model.objects.all()  # type: ignore[no-any-return]
