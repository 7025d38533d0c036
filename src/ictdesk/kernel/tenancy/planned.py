"""Cursors whose statements PostgreSQL plans once for each connection.

Django puts the values into the text of a statement, so that every call of it is a new one to plan: a
statement that joins six tables takes longer to plan than to run.
"""

from typing import Any

import psycopg
from django.db import connections
from django.db.backends.utils import CursorWrapper

from ictdesk.kernel.tenancy.scope import current_scope


def planned_cursor() -> CursorWrapper:
    """A cursor in the cell of the scope, under the same guard as all others. Raises `NoScope`."""
    connection = connections[current_scope().alias]
    connection.ensure_connection()
    raw: Any = psycopg.Cursor(connection.connection)
    return connection.make_debug_cursor(raw) if connection.queries_logged else connection.make_cursor(raw)
