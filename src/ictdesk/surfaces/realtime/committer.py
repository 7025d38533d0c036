"""Group commit: what queued while the last commit ran goes into the next one.

No latency is added when idle, and one commit carries many messages when busy. A message that fails is
tried again alone, so that it spoils no other. When the connection is lost the batch is tried again on a
new one: the client ids make that safe even if the lost commit had gone through.
"""

import asyncio
import logging
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import psycopg

from ictdesk.desk.conversations import append, rows
from ictdesk.desk.conversations.append import Appended, Draft
from ictdesk.desk.conversations.rows import Row
from ictdesk.kernel import clock
from ictdesk.kernel.errors import Unavailable
from ictdesk.kernel.tenancy.scope import SET_SCOPE
from ictdesk.surfaces.realtime import database
from ictdesk.surfaces.realtime.native import Native, run

log = logging.getLogger(__name__)

SCOPE = Native(SET_SCOPE.replace("%s", "%(workspace)s"))
APPEND = Native(append.APPEND)
ROWS = Native(rows.ROWS)

BATCH = 128
RETRY_SECONDS = 5.0
"""How long a message waits for a lost database before its sender is told to come back."""


@dataclass(slots=True)
class Pending:
    """A draft on its way to the database."""

    workspace: UUID
    draft: Draft
    since: float
    done: asyncio.Future[Appended] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Committed:
    """One workspace's part of a batch, after the commit."""

    workspace: UUID
    drafts: list[Draft]
    results: list[Appended]
    rows: dict[UUID, Row]
    """The conversations as they are now; only when somebody listens."""


type Wanted = Callable[[UUID], bool]
type Publish = Callable[[Committed], None]


class Committer:
    """Writes the messages of one cell through one connection."""

    def __init__(self, alias: str, *, wanted: Wanted, publish: Publish) -> None:
        self._alias = alias
        self._wanted = wanted
        self._publish = publish
        self._queue: deque[Pending] = deque()
        self._news = asyncio.Event()
        self._connection: psycopg.AsyncConnection[Any] | None = None
        self._task: asyncio.Task[None] | None = None
        self._stopping = False

    def start(self) -> None:
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Writes what is queued, then ends."""
        self._stopping = True
        self._news.set()
        if self._task:
            await asyncio.wait([self._task], timeout=RETRY_SECONDS)
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        if self._connection:
            await self._connection.close()

    async def append(self, workspace: UUID, draft: Draft) -> Appended:
        """Returns once the message is committed. Raises `Unavailable` when the database stays away."""
        loop = asyncio.get_running_loop()
        pending = Pending(workspace, draft, loop.time(), loop.create_future())
        self._queue.append(pending)
        self._news.set()
        return await pending.done

    async def _run(self) -> None:
        while not self._stopping:
            await self._news.wait()
            self._news.clear()
            while self._queue:
                batch = self._take()
                try:
                    await self._write(batch)
                except (psycopg.OperationalError, psycopg.InterfaceError):
                    await self._wait_for_database(batch)
                except psycopg.Error:
                    await self._write_alone(batch)
                except Exception:
                    log.exception("committer.failed")
                    for pending in batch:
                        if not pending.done.done():
                            pending.done.set_exception(Unavailable())

    def _take(self) -> list[Pending]:
        """Up to `BATCH` of the queue, in order; a repeated client id waits for the next batch."""
        batch: list[Pending] = []
        seen: set[tuple[UUID, UUID]] = set()
        while self._queue and len(batch) < BATCH:
            name = (self._queue[0].draft.conversation_id, self._queue[0].draft.client_id)
            if name in seen:
                break
            seen.add(name)
            batch.append(self._queue.popleft())
        return batch

    async def _write(self, batch: list[Pending]) -> None:
        groups: dict[UUID, list[Pending]] = defaultdict(list)
        for pending in batch:
            groups[pending.workspace].append(pending)
        connection = await self._connected()
        at = clock.now()
        answers = []
        # One pipeline is one transaction: PostgreSQL opens it with the first statement and commits at the end.
        async with database.rolled_back_on_error(connection), connection.pipeline():
            for workspace, group in sorted(groups.items()):  # always the same order of locks
                answers.append((workspace, group, *await self._queue_group(connection, workspace, group, at)))
        for workspace, group, appended, shown in answers:
            results = append.results(await appended.fetchall())
            found = rows.parse(await shown.fetchall()) if shown else []
            self._answer(workspace, group, results, {row.id: row for row in found})

    async def _queue_group(
        self, connection: psycopg.AsyncConnection[Any], workspace: UUID, group: list[Pending], at: Any
    ) -> tuple[Any, Any]:
        drafts = [pending.draft for pending in group]
        await run(connection, SCOPE, {"workspace": str(workspace)})
        appended = await run(connection, APPEND, append.parameters(workspace, drafts, at))
        if not self._wanted(workspace):
            return appended, None
        ids = list({draft.conversation_id for draft in drafts})
        return appended, await run(connection, ROWS, {"ids": ids})

    def _answer(
        self, workspace: UUID, group: list[Pending], results: list[Appended], shown: dict[UUID, Row]
    ) -> None:
        for pending, result in zip(group, results, strict=True):
            if not pending.done.done():
                pending.done.set_result(result)
        try:
            self._publish(Committed(workspace, [pending.draft for pending in group], results, shown))
        except Exception:
            log.exception("committer.not_shown")  # it is committed: the readers find it by their cursor

    async def _write_alone(self, batch: list[Pending]) -> None:
        for pending in batch:
            try:
                await self._write([pending])
            except (psycopg.OperationalError, psycopg.InterfaceError):
                self._queue.appendleft(pending)
            except psycopg.Error as error:
                log.warning("committer.refused", extra={"code": getattr(error, "sqlstate", None)})
                if not pending.done.done():
                    pending.done.set_exception(Unavailable())

    async def _wait_for_database(self, batch: list[Pending]) -> None:
        """Puts the batch back, or gives it up when it has waited too long; then tries to connect."""
        now = asyncio.get_running_loop().time()
        for pending in reversed(batch):
            if now - pending.since < RETRY_SECONDS:
                self._queue.appendleft(pending)
            elif not pending.done.done():
                pending.done.set_exception(Unavailable(retry_after=2))
        self._connection = None
        await asyncio.sleep(0.05)

    async def _connected(self) -> psycopg.AsyncConnection[Any]:
        if self._connection is None or self._connection.closed or self._connection.broken:
            self._connection = await database.connect(self._alias)
        return self._connection
