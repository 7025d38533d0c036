"""What a workspace can try on a table that holds another's rows. Each answers how many rows it reached."""

from collections.abc import Callable
from uuid import UUID

import psycopg
from psycopg import errors, sql
from psycopg.types.json import Jsonb

from tests.isolation.databases import Cursor

type Probe = Callable[[Cursor, str, UUID], int]

REACHED = (
    errors.IntegrityConstraintViolation,
    errors.UniqueViolation,
    errors.ForeignKeyViolation,
    errors.CheckViolation,
)
"""Errors that come only after a row was found: they tell of it, and row-level security let it pass."""


def row_of(cursor: Cursor, table: str) -> dict[str, object]:
    """Some row that is visible."""
    found = cursor.execute(
        sql.SQL("select to_jsonb(t) from {} t limit 1").format(sql.Identifier(table))
    ).fetchone()
    assert found is not None, f"{table} has no row to steal"
    return dict(found[0])


def select(cursor: Cursor, table: str, theirs: UUID) -> int:
    return _tried(cursor, "select 1 from {} where workspace_id = %s", table, theirs)


def select_all(cursor: Cursor, table: str, theirs: UUID) -> int:
    """Without naming the neighbour: whatever is there."""
    return _tried(cursor, "select 1 from {} where workspace_id::text = %s", table, str(theirs))


def update(cursor: Cursor, table: str, theirs: UUID) -> int:
    return _tried(cursor, "update {} set id = id where workspace_id = %s", table, theirs)


def delete(cursor: Cursor, table: str, theirs: UUID) -> int:
    return _tried(cursor, "delete from {} where workspace_id = %s", table, theirs)


def give_away(cursor: Cursor, table: str, theirs: UUID) -> int:
    """Moves one's own row to the neighbour."""
    return _tried(cursor, "update {} set workspace_id = %s", table, theirs)


PROBES: tuple[Probe, ...] = (select, select_all, update, delete, give_away)


def insert(cursor: Cursor, table: str, row: dict[str, object]) -> int:
    """Plants a row, as it is given."""
    return _tried(
        cursor, "insert into {0} select * from jsonb_populate_record(null::{0}, %s)", table, Jsonb(row)
    )


def _tried(cursor: Cursor, statement: str, table: str, argument: object) -> int:
    """The rows reached. A refusal by rights reaches none; a violated constraint has reached one."""
    try:
        with cursor.connection.transaction():
            cursor.execute(sql.SQL(statement).format(sql.Identifier(table)), [argument])
            return cursor.rowcount
    except errors.InsufficientPrivilege:
        return 0
    except REACHED:
        return 1


def refused_for(cursor: Cursor, statement: str, arguments: list[object]) -> str:
    """The state and the sentence with which a statement is refused; empty when it is not."""
    try:
        with cursor.connection.transaction():
            cursor.execute(statement, arguments)
    except psycopg.Error as error:
        return f"{error.sqlstate} {error.diag.message_primary}"
    return ""
