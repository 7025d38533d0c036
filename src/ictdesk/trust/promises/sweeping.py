"""Looks for a word where a thief would: in every row of a workspace as it lies in the database, in the queue, in its files."""

from uuid import UUID

from django.conf import settings
from django.db import connections
from psycopg import sql

from ictdesk.kernel.datamap.tables import cell_models
from ictdesk.kernel.tenancy import workspace_scope


def traces(workspace: UUID, word: str) -> list[str]:
    """Names of tables and files in which the word can be read, as text or as bytes. Opens the scope itself."""
    raw = word.encode()
    with workspace_scope(workspace) as scope, connections[scope.alias].cursor() as cursor:
        cursor.execute(_statement(), {"text": f"%{word}%", "bytes": f"%{raw.hex()}%"})
        found = [name for (name,) in cursor.fetchall()]
    folder = settings.ICTDESK_DATA / "files" / workspace.hex
    files = [path for path in folder.rglob("*") if path.is_file()] if folder.is_dir() else []
    return sorted([*found, *("files" for path in files if raw in path.read_bytes())])


def _statement() -> sql.Composed:
    """One statement over all tables; row-level security keeps it to the workspace in scope. The queue knows ids alone."""
    tables = [*(model._meta.db_table for model in cell_models()), "procrastinate_jobs"]
    one = sql.SQL(
        "select {name} where exists (select from {table} t where t::text like %(text)s or t::text like %(bytes)s)"
    )
    parts = [one.format(name=sql.Literal(name), table=sql.Identifier(name)) for name in tables]
    return sql.SQL(" union all ").join(parts)
