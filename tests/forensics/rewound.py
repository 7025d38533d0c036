"""One workspace as it was before: its rows, keys and files put aside, and put in the place of what is there now.

What a restore of an older copy does to a workspace, without the half minute that a whole installation takes
(`tests/bootstrap/test_backup.py` takes it). Done by a superuser, behind the product's back.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import psycopg
from psycopg import sql

from tests.installation import FOLDER
from tests.isolation.databases import Cursor, address

FILES = FOLDER / "data" / "files"
TABLES = """
    select n.nspname, c.relname, c.relpersistence = 'u',
      array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = '')
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where n.nspname in ('public', 'keys') and c.relkind in ('r', 'p') and not c.relispartition
    group by 1, 2, 3 having bool_or(a.attname = 'workspace_id') order by 1, 2
"""


@dataclass(frozen=True)
class Table:
    """One that has rows of workspaces."""

    schema: str
    name: str
    unlogged: bool
    columns: tuple[str, ...]

    @property
    def place(self) -> sql.Identifier:
        return sql.Identifier(self.schema, self.name)

    @property
    def listed(self) -> sql.Composed:
        return sql.SQL(", ").join(map(sql.Identifier, self.columns))


@dataclass
class Copy:
    """Taken of one workspace; files lie in a folder."""

    workspace: UUID
    folder: Path
    rows: dict[Table, bytes] = field(default_factory=dict)


def take(workspace: UUID, folder: Path) -> Copy:
    """Everything but what is rebuilt: unlogged tables are in no copy."""
    shutil.rmtree(folder, ignore_errors=True)
    made = Copy(workspace, folder)
    if files_of(workspace).is_dir():
        shutil.copytree(files_of(workspace), folder)
    with _superuser() as cursor:
        for table in tables(cursor):
            if not table.unlogged:
                query = sql.SQL("copy (select {} from {} where workspace_id = {}) to stdout")
                asked = query.format(table.listed, table.place, sql.Literal(workspace))
                with cursor.copy(asked) as out:
                    made.rows[table] = b"".join(map(bytes, out))
    return made


def put_back(copy: Copy, *, keys: bool) -> None:
    """`keys`: those of the copy too, as from a physical backup. Else they stay as they are, as `ictdesk restore` has it."""
    shutil.rmtree(files_of(copy.workspace), ignore_errors=True)
    if copy.folder.is_dir():
        shutil.copytree(copy.folder, files_of(copy.workspace))
    with _superuser() as cursor:
        cursor.execute("set local session_replication_role = replica")
        for table in tables(cursor):
            if table.schema == "keys" and not keys:
                continue
            cursor.execute(
                sql.SQL("delete from {} where workspace_id = %s").format(table.place), [copy.workspace]
            )
            if copy.rows.get(table):
                with cursor.copy(
                    sql.SQL("copy {} ({}) from stdin").format(table.place, table.listed)
                ) as into:
                    into.write(copy.rows[table])


def tables(cursor: Cursor) -> list[Table]:
    found = cursor.execute(TABLES).fetchall()
    return [Table(schema, name, unlogged, tuple(columns)) for schema, name, unlogged, columns in found]


@contextmanager
def _superuser() -> Iterator[Cursor]:
    with psycopg.connect(address("ictdesk_admin")) as connection, connection.cursor() as cursor:
        yield cursor


def files_of(workspace: UUID) -> Path:
    return FILES / workspace.hex
