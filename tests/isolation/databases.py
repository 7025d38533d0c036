"""Connections straight to the cell, beside Django: as the application, and with a fault seeded."""

import atexit
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any
from uuid import UUID

import psycopg

from ictdesk.kernel.tenancy.dsn import conninfo
from ictdesk.kernel.tenancy.scope import SET_SCOPE
from ictdesk.project.embedded import EmbeddedPostgres
from tests.installation import FOLDER

CELL = "cell_eu"
type Cursor = psycopg.Cursor[tuple[Any, ...]]


def address(role: str, database: str = "ictdesk_cell_eu") -> str:
    """How a role logs in to the tests' server."""
    search_path = "options=-csearch_path%3Dpublic%2Ckeys"
    return f"{EmbeddedPostgres(FOLDER / 'data').dsn(role, database)}&{search_path}"


@cache
def connection(dsn: str) -> psycopg.Connection[tuple[Any, ...]]:
    """One connection for the run: logging in takes longer than what is asked."""
    made = psycopg.connect(dsn)
    atexit.register(made.close)
    return made


@contextmanager
def rolled_back(dsn: str) -> Iterator[Cursor]:
    """A transaction that leaves nothing behind."""
    held = connection(dsn)
    try:
        with held.cursor() as cursor:
            yield cursor
    finally:
        held.rollback()


@contextmanager
def as_application(workspace: UUID | None) -> Iterator[Cursor]:
    """A transaction of the role that serves, in a workspace or in none. Everything is rolled back."""
    with rolled_back(conninfo(CELL)) as cursor:
        if workspace:
            cursor.execute(SET_SCOPE, [str(workspace)])
        yield cursor


@contextmanager
def with_fault(fault: str, workspace: UUID | None = None) -> Iterator[Cursor]:
    """The same after a superuser has broken something; that is rolled back too."""
    with rolled_back(address("ictdesk_admin")) as cursor:
        cursor.execute("set local lock_timeout = '10s'")
        cursor.execute(fault)
        cursor.execute("set local role ictdesk_app")
        if workspace:
            cursor.execute(SET_SCOPE, [str(workspace)])
        yield cursor
