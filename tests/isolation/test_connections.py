"""G17: errors, time-outs and cancellations leave no workspace on a connection, and show nobody another's rows."""

import asyncio
import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import OperationalError, connections

from ictdesk.desk.workspaces.commands import found_workspace
from ictdesk.desk.workspaces.models import Workspace
from ictdesk.kernel.errors import DomainError, Unavailable
from ictdesk.kernel.tenancy import scope_or_none, workspace_scope
from ictdesk.kernel.tenancy.scope import SET_SCOPE
from ictdesk.surfaces.realtime import database
from tests.isolation.databases import CELL

WORKSPACES = 50
TRIES = 600
POOL = 3
type Statement = tuple[str, dict[str, Any]]

CANARY: Statement = ("select slug from workspace", {})
LEFT = "select coalesce(current_setting('ictdesk.workspace', true), '')"
SLOW: Statement = ("select pg_sleep(5)", {})
BROKEN: Statement = ("select 1 / 0", {})
IN_A_MOMENT: Statement = ("select set_config('statement_timeout', '1ms', true)", {})


@pytest.fixture(scope="module")
def canaries(database: None) -> dict[UUID, str]:
    """Fifty workspaces; the canary of each is its own address."""
    slugs = [f"canary-{uuid4().hex}" for _ in range(WORKSPACES)]
    return {found_workspace(slug=slug, name=slug).id: slug for slug in slugs}


@pytest.fixture
def small_pool(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "READERS", POOL)


async def attempt(readers: database.Readers, workspace: UUID, rng: random.Random) -> list[str] | None:
    """One request: it succeeds, fails, runs out of time or is cancelled at some point."""
    fate = rng.choice(["read", "read", "cancel", "timeout", "error"])
    before: tuple[Statement, ...] = {"timeout": (IN_A_MOMENT, SLOW), "error": (BROKEN,)}.get(fate, ())
    reading = asyncio.ensure_future(readers.read(workspace, CANARY, *before, CANARY))
    if fate == "cancel":
        for _ in range(rng.randrange(12)):
            await asyncio.sleep(0)
        reading.cancel()
    try:
        answers = await reading
    except (asyncio.CancelledError, Unavailable, psycopg.Error):
        return None
    return [row[0] for answer in (answers[0], answers[-1]) for row in answer]


async def storm(canaries: dict[UUID, str]) -> tuple[int, list[str], int]:
    """Many requests at once on a small pool; how many were answered, what was left, how many connections remain."""
    rng, readers = random.Random(17), database.Readers(CELL)
    await readers.open()
    try:
        asked = [rng.choice(list(canaries)) for _ in range(TRIES)]
        seen = await asyncio.gather(*(attempt(readers, workspace, rng) for workspace in asked))
        for workspace, slugs in zip(asked, seen, strict=True):
            assert slugs is None or slugs == [canaries[workspace]] * 2
        left = [await idle_setting(readers) for _ in range(POOL * 4)]
        return sum(slugs is not None for slugs in seen), left, readers._pool.get_stats()["pool_size"]
    finally:
        await readers.close()


async def idle_setting(readers: database.Readers) -> str:
    """What a connection that comes fresh from the pool has in its setting."""
    async with readers._pool.connection() as connection:
        assert connection.info.transaction_status == psycopg.pq.TransactionStatus.IDLE
        row: Any = await (await connection.execute(LEFT)).fetchone()
        return str(row[0])


def test_the_gateways_pool_in_a_storm(canaries: dict[UUID, str], small_pool: None) -> None:
    answered, left, size = asyncio.run(asyncio.wait_for(storm(canaries), 60))
    assert answered > TRIES / 5
    assert TRIES - answered > TRIES / 5, "there were failures: the control"
    assert set(left) == {""}
    assert 1 <= size <= POOL


def test_a_setting_that_outlives_its_transaction_would_be_seen(
    canaries: dict[UUID, str], small_pool: None
) -> None:
    """The negative control: `set_config(..., false)` stays, and the next borrower sees a stranger's canary."""

    workspace, slug = next(iter(canaries.items()))

    async def careless() -> tuple[list[Any], set[str]]:
        readers = database.Readers(CELL)
        await readers.open()
        try:
            async with readers._pool.connection() as connection:
                await connection.execute(SET_SCOPE.replace("true", "false"), [str(workspace)])
                rows = await (await connection.execute(CANARY[0])).fetchall()
            return rows, {await idle_setting(readers) for _ in range(POOL * 4)}
        finally:
            await readers.close()

    rows, left = asyncio.run(careless())
    assert rows == [(slug,)]
    assert str(workspace) in left


def through_django(canaries: dict[UUID, str], seed: int) -> Iterator[str]:
    """A thread's requests through Django's own connection; yields what was left after each."""
    rng, connection = random.Random(seed), connections[CELL]
    for _ in range(40):
        workspace, fate = rng.choice(list(canaries)), rng.choice(["read", "error", "timeout", "broken"])
        try:
            with workspace_scope(workspace):
                assert [one.slug for one in Workspace.objects.all()] == [canaries[workspace]]
                fail(fate)
        except (DomainError, OperationalError, ZeroDivisionError, psycopg.Error):
            pass
        assert scope_or_none() is None
        with connection.cursor() as cursor:
            cursor.execute(LEFT)
            yield cursor.fetchone()[0]


def fail(fate: str) -> None:
    with connections[CELL].cursor() as cursor:
        if fate == "error":
            raise DomainError
        if fate == "timeout":
            cursor.execute(*IN_A_MOMENT)
            cursor.execute(*SLOW)
        if fate == "broken":
            raise ZeroDivisionError


def test_djangos_connections_in_a_storm(canaries: dict[UUID, str]) -> None:
    def run(seed: int) -> set[str]:
        try:
            return set(through_django(canaries, seed))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        assert set.union(*pool.map(run, range(8))) == {""}
