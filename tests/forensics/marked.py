"""A marker in every column that the data map calls personal, in every row of one person: made from the map itself."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import psycopg
from django.db import models
from psycopg import sql

from ictdesk.kernel.datamap.fates import fate_of
from ictdesk.kernel.datamap.fields import Personal, entry_of
from ictdesk.kernel.datamap.persons import Person, rows_of
from ictdesk.kernel.datamap.tables import models_about_people
from ictdesk.kernel.tenancy.models import CellModel
from ictdesk.kernel.vault.sealed import SealedJSON, SealedText
from tests.isolation.databases import address

CLEAR = "zqclearmarkerzq1"
"""16 signs: the shortest column takes it."""
SEALED = "zqsealedmarkerzq"


@dataclass
class Marked:
    """Where markers were put."""

    columns: set[str] = field(default_factory=set)
    tables: set[str] = field(default_factory=set)


def going() -> list[type[CellModel]]:
    """The tables whose rows go with their person."""
    return [model for model in models_about_people() if fate_of(model).kind == "delete"]  # type: ignore[misc]


def mark(person: Person) -> Marked:
    """Writes them, in the workspace in scope. What cannot take a text (ids, flags, times) stays as it is."""
    done = Marked()
    for model in going():
        name = model._meta.db_table
        for row in rows_of(model, person):
            done.tables.add(name)
            put = [one.name for one in personal(model) if value_for(one) is not None]
            for column in put:
                setattr(row, column, value_for(model._meta.get_field(column)))
            if put:
                row.save(update_fields=put)
            done.columns |= {f"{name}.{column}" for column in put}
    return done


def personal(model: type[CellModel]) -> list[Any]:
    return [one for one in model._meta.local_fields if isinstance(entry_of(one), Personal)]


def value_for(column: Any) -> Any:
    match column:
        case SealedJSON():
            return {"said": SEALED}
        case SealedText():
            return SEALED
        case models.JSONField():
            return [CLEAR]
        case models.CharField() | models.TextField():
            return CLEAR
        case _:
            return None


def stored(person: Person) -> set[str]:
    """Every binary value of theirs as it lies in its table, as hex: digests, and what is sealed.

    Not the made-up ones of tests, of one sign over and over.
    """
    found = set()
    for model in going():
        columns = [one.name for one in personal(model) if isinstance(one, models.BinaryField)]
        for values in rows_of(model, person).values_list(*columns) if columns else ():
            found |= {bytes(value).hex() for value in values if value and len(set(bytes(value))) > 4}
    return found


def where(words: set[str], workspaces: set[UUID] | None = None) -> set[str]:
    """The tables of the cell in which a superuser reads one of these words; of all workspaces, or of these."""
    found, asked = set(), [f"%{word}%" for word in words]
    ours = [str(one) for one in workspaces] if workspaces else None
    with psycopg.connect(address("ictdesk_admin"), autocommit=True) as connection:
        tables = connection.execute(
            "select schemaname, tablename from pg_tables where schemaname in ('public', 'keys')"
        ).fetchall()
        for schema, name in tables:
            query = sql.SQL("""
                select exists (select from {} t where t::text like any(%(asked)s) and (%(ours)s::text[] is null
                  or coalesce(to_jsonb(t) ->> 'workspace_id' = any(%(ours)s), true)))
            """)
            given = {"asked": asked, "ours": ours}
            row = connection.execute(query.format(sql.Identifier(schema, name)), given).fetchone()
            if row and row[0]:
                found.add(name)
    return found
