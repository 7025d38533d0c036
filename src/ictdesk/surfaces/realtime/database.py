"""The gateway's own connections: asynchronous, as the application's role, never shared with Django's."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import psycopg
from psycopg_pool import AsyncConnectionPool

from ictdesk.kernel.errors import Unavailable
from ictdesk.kernel.tenancy.dsn import conninfo
from ictdesk.kernel.tenancy.scope import SET_SCOPE

log = logging.getLogger(__name__)

READERS = 4
WAIT_SECONDS = 5.0
PING_SECONDS = 1.0
PLAN_ONCE = """
    set plan_cache_mode = force_generic_plan; set enable_seqscan = off;
    set enable_hashjoin = off; set enable_mergejoin = off
"""
SNAPSHOT = "begin isolation level repeatable read read only"
"""All statements of one reading see the same moment: a count and the rows it counts agree."""


async def connect(alias: str) -> psycopg.AsyncConnection[Any]:
    """A connection of its own, in autocommit: transactions are written out."""
    connection = await psycopg.AsyncConnection.connect(conninfo(alias), autocommit=True, prepare_threshold=0)
    await plan_once(connection)
    return connection


async def plan_once(connection: psycopg.AsyncConnection[Any]) -> None:
    """Each statement is planned once and goes by indexes.

    Planning the append statement takes longer than running it. A plan made while a table is small must
    not read the whole table later, so sequential scans are ruled out; so are joins that set up a table of
    their own first, since what is joined here is short.
    """
    await connection.execute(PLAN_ONCE, prepare=False)


type Statement = tuple[str, dict[str, Any] | list[str]]


class Readers:
    """A small pool for reads in a workspace's scope."""

    def __init__(self, alias: str) -> None:
        self._pool = AsyncConnectionPool(
            conninfo(alias),
            min_size=1,
            max_size=READERS,
            open=False,
            timeout=WAIT_SECONDS,
            kwargs={"autocommit": True, "prepare_threshold": 0},
            check=AsyncConnectionPool.check_connection,
            configure=plan_once,
        )

    async def open(self) -> None:
        await self._pool.open()

    async def close(self) -> None:
        await self._pool.close()

    async def read(self, workspace: UUID, *statements: Statement) -> list[list[tuple[Any, ...]]]:
        """The rows of each statement, all in one transaction of one workspace and one round trip.

        Raises `Unavailable` when the database cannot answer.
        """
        try:
            async with self._pool.connection() as connection:
                return await run_in_scope(connection, workspace, *statements)
        except (psycopg.OperationalError, psycopg.InterfaceError) as error:
            raise Unavailable from error

    async def ping(self) -> None:
        """Raises `Unavailable` when the database does not answer."""
        try:
            async with self._pool.connection(timeout=PING_SECONDS) as connection:
                await connection.execute("select 1")
        except (psycopg.OperationalError, psycopg.InterfaceError) as error:
            raise Unavailable from error


async def run_in_scope(
    connection: psycopg.AsyncConnection[Any], workspace: UUID, *statements: Statement
) -> list[list[tuple[Any, ...]]]:
    """Reads in one pipelined transaction with the workspace set, and returns all rows."""
    async with rolled_back_on_error(connection), connection.pipeline():
        await connection.execute(SNAPSHOT)
        await connection.execute(SET_SCOPE, [str(workspace)])
        cursors = [await connection.execute(statement, parameters) for statement, parameters in statements]
        await connection.execute("commit")
    return [await cursor.fetchall() for cursor in cursors]


@asynccontextmanager
async def rolled_back_on_error(connection: psycopg.AsyncConnection[Any]) -> AsyncIterator[None]:
    """Leaves no open transaction behind, whatever ended the block: no setting can stay on the connection."""
    try:
        yield
    except BaseException:
        if connection.closed or connection.broken:
            raise
        try:
            await asyncio.shield(connection.rollback())
        except psycopg.Error:
            await connection.close()
        raise
