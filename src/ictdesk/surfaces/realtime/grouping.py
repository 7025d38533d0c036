"""Group commit: what queued while the last commit ran goes into the next one.

No latency is added when idle, and one commit carries many when busy. What fails is tried again alone, so
that it spoils no other. When the connection is lost the batch is tried again on a new one: the ids that were
given beforehand make that safe even if the lost commit had gone through.
"""

import asyncio
import logging
from abc import ABC, abstractmethod
from collections import defaultdict, deque
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import psycopg

from ictdesk.kernel.errors import Unavailable
from ictdesk.kernel.tenancy.scope import SET_SCOPE
from ictdesk.surfaces.realtime import database
from ictdesk.surfaces.realtime.native import Native

log = logging.getLogger(__name__)

SCOPE = Native(SET_SCOPE.replace("%s", "%(workspace)s"))
BATCH = 128
RETRY_SECONDS = 5.0
"""How long something waits for a lost database before its sender is told to come back."""


@dataclass(slots=True)
class Pending[D, R]:
    """A draft on its way to the database."""

    workspace: UUID
    draft: D
    since: float
    done: asyncio.Future[R] = field(repr=False)


class GroupCommit[D, R](ABC):
    """Writes the drafts of one cell through one connection."""

    def __init__(self, alias: str) -> None:
        self._alias = alias
        self._queue: deque[Pending[D, R]] = deque()
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

    async def append(self, workspace: UUID, draft: D) -> R:
        """Returns once it is committed. Raises `Unavailable` when the database stays away."""
        loop = asyncio.get_running_loop()
        pending: Pending[D, R] = Pending(workspace, draft, loop.time(), loop.create_future())
        self._queue.append(pending)
        self._news.set()
        return await pending.done

    @abstractmethod
    def _name(self, draft: D) -> Hashable:
        """What no two drafts of one batch share."""

    @abstractmethod
    async def _write(self, batch: list[Pending[D, R]]) -> None:
        """Writes a batch in one transaction and answers each."""

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

    def _take(self) -> list[Pending[D, R]]:
        """Up to `BATCH` of the queue, in order; a repeated name waits for the next batch."""
        batch: list[Pending[D, R]] = []
        seen: set[Hashable] = set()
        while self._queue and len(batch) < BATCH:
            name = self._name(self._queue[0].draft)
            if name in seen:
                break
            seen.add(name)
            batch.append(self._queue.popleft())
        return batch

    async def _write_alone(self, batch: list[Pending[D, R]]) -> None:
        for pending in batch:
            try:
                await self._write([pending])
            except (psycopg.OperationalError, psycopg.InterfaceError):
                self._queue.appendleft(pending)
            except psycopg.Error as error:
                log.warning("committer.refused", extra={"code": getattr(error, "sqlstate", None)})
                if not pending.done.done():
                    pending.done.set_exception(Unavailable())

    async def _wait_for_database(self, batch: list[Pending[D, R]]) -> None:
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


def by_workspace[D, R](batch: list[Pending[D, R]]) -> list[tuple[UUID, list[Pending[D, R]]]]:
    """The parts of a batch, always in the same order: that of their locks."""
    groups: dict[UUID, list[Pending[D, R]]] = defaultdict(list)
    for pending in batch:
        groups[pending.workspace].append(pending)
    return sorted(groups.items())
