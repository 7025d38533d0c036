"""Keys between tables and unique keys: neither reaches, nor tells of, another workspace."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from psycopg import errors, sql
from psycopg.types.json import Jsonb

from ictdesk.kernel.tenancy.fields import CellForeignKey
from ictdesk.kernel.tenancy.scope import SET_SCOPE
from tests.isolation import probes
from tests.isolation.databases import Cursor, as_application, with_fault
from tests.isolation.furnished import Furnished, cell_models
from tests.isolation.test_tables import APPEND_ONLY

FOREIGN_KEYS = [
    (model._meta.db_table, str(field.column), field.related_model._meta.db_table)
    for model in cell_models()
    for field in model._meta.local_fields
    if isinstance(field, CellForeignKey)
]


CHANGE = "update {0} set {1} = %s where id = (select id from {0} limit 1)"
ADD = """
    insert into {0} select (jsonb_populate_record(r, jsonb_build_object(
      'id', gen_random_uuid(), 'version', 99, {2}, %s::text))).* from {0} as r limit 1
"""


def point(cursor: Cursor, table: str, column: str, target: object) -> str:
    """Points a row of one's own at something; returns how that was refused. Where none can be changed, one is added."""
    form = sql.SQL(ADD if table in APPEND_ONLY else CHANGE)
    statement = form.format(sql.Identifier(table), sql.Identifier(column), sql.Literal(column))
    return probes.refused_for(cursor, statement.as_string(cursor), [target])


@pytest.mark.parametrize(("table", "column", "target"), FOREIGN_KEYS)
def test_no_key_points_into_acme(
    acme: Furnished, globex: Furnished, table: str, column: str, target: str
) -> None:
    with as_application(acme.id) as cursor:
        theirs = probes.row_of(cursor, target)["id"]
    with as_application(globex.id) as cursor:
        refusal = point(cursor, table, column, theirs)
        assert refusal.startswith("23503"), refusal
        assert refusal == point(cursor, table, column, uuid4()), "an absent row is refused in the same words"
    with with_fault(f"alter table {table} drop constraint {table}_{column}_cell_fk", globex.id) as cursor:
        assert "23503" not in point(cursor, table, column, theirs)


def in_order() -> list[str]:
    """The tables, each after the others that it points to."""
    needs = {
        model._meta.db_table: {t for (c, _, t) in FOREIGN_KEYS if c == model._meta.db_table != t}
        for model in cell_models()
    }
    done: list[str] = []
    while len(done) < len(needs):
        more = sorted(t for t, wanted in needs.items() if t not in done and wanted <= set(done))
        assert more, f"keys in a circle: {needs.keys() - set(done)}"
        done += more
    return done


def copy(cursor: Cursor, source: UUID, target: UUID) -> dict[str, int]:
    """Writes all rows of a workspace again as another's, with the same ids; returns rows by table."""
    copied = {}
    for table in in_order():
        cursor.execute(SET_SCOPE, [str(source)])
        rows: list[Any] = cursor.execute(
            sql.SQL("select to_jsonb(t) from {} t").format(sql.Identifier(table))
        ).fetchall()
        cursor.execute(SET_SCOPE, [str(target)])
        # In one statement, for rows of some tables lead to others of the same.
        statement = sql.SQL("insert into {0} select * from jsonb_populate_recordset(null::{0}, %s)")
        moved = [row | {"workspace_id": str(target)} for (row,) in rows]
        cursor.execute(statement.format(sql.Identifier(table)), [Jsonb(moved)])
        copied[table] = len(rows)
    return copied


def test_no_unique_key_tells_of_another_workspace(acme: Furnished) -> None:
    """The same ids, addresses, words and digests all fit in beside acme's."""
    with as_application(None) as cursor:
        assert all(copy(cursor, acme.id, uuid4()).values())


@pytest.mark.parametrize(
    "columns", ["message (id)", "contact (id)", "api_key (digest)", "visitor_session (digest)"]
)
def test_a_key_over_all_workspaces_would_tell(acme: Furnished, columns: str) -> None:
    target = uuid4()
    both = f"workspace_id in ('{acme.id}', '{target}')"  # the other tests' rows are no part of it
    with (
        with_fault(f"create unique index oops on {columns} where {both}") as cursor,
        pytest.raises(errors.UniqueViolation),
    ):
        copy(cursor, acme.id, target)
