"""From events to the readers' jobs: whenever a workspace has news, its readers are enqueued.

Notices wake it; a slow walk over the directory finds what a lost notice left behind.
"""

import asyncio
import logging
from collections.abc import Iterable
from itertools import batched
from uuid import UUID

import msgspec
import psycopg
from asgiref.sync import sync_to_async
from django.db import DatabaseError, close_old_connections

from ictdesk.kernel.errors import NotFound
from ictdesk.kernel.events import readers
from ictdesk.kernel.events.bus import CHANNEL, Wake
from ictdesk.kernel.events.models import Event, Position
from ictdesk.kernel.jobs.queue import BLUEPRINT, PERIODIC, TO_THE_END, defer
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.dsn import conninfo
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.kernel.vault.cache import KEYS

log = logging.getLogger(__name__)

WALK_EVERY = 30.0
TICK = 5.0
GATHER = 0.2
"""Seconds in which notices of one workspace become one job."""
AT_ONCE = 20
"""How many that a walk has found are done before those that have told of themselves meanwhile."""


@BLUEPRINT.task(name="events.run_reader", retry=8)
def run_reader(reader: str) -> None:
    """Runs one reader for the workspace in scope."""
    readers.run(reader)


class Dispatcher:
    """Listens on one cell and enqueues the readers of workspaces that have news."""

    def __init__(self, alias: str) -> None:
        self.alias = alias
        self.news: set[UUID] = set()
        self.found: set[UUID] = set()
        self.woken = asyncio.Event()

    async def run(self) -> None:
        """Runs until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._listen())
            group.create_task(self._walk())
            group.create_task(self._enqueue())
            group.create_task(self._repeat())

    async def _listen(self) -> None:
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(
                    conninfo(self.alias), autocommit=True
                ) as connection:
                    await connection.execute(f"listen {CHANNEL}")
                    async for notice in connection.notifies():
                        self._hear(notice.payload)
            except psycopg.OperationalError:
                log.warning("dispatch.listen_lost")
                await asyncio.sleep(1)

    def _hear(self, payload: str) -> None:
        try:
            wake = msgspec.json.decode(payload, type=Wake)
        except msgspec.DecodeError:
            return  # a signal between servers: typing, presence
        if wake.revoked == "subject" and wake.id:
            KEYS.drop((wake.workspace, wake.id))
        elif wake.revoked == "subjects":
            KEYS.drop_all(wake.workspace)
        self._tell(wake.workspace)

    async def _walk(self) -> None:
        while True:
            try:
                for some in batched(await sync_to_async(workspaces_of)(self.alias), AT_ONCE):
                    self.found.update(await sync_to_async(behind)(some))
                    self.woken.set()
            except DatabaseError:
                log.warning("dispatch.database_away")
            await asyncio.sleep(WALK_EVERY)

    async def _enqueue(self) -> None:
        while True:
            await self.woken.wait()
            await asyncio.sleep(GATHER)
            self.woken.clear()
            for workspace in self._next():
                try:
                    await sync_to_async(enqueue_readers)(workspace)
                except DatabaseError:
                    log.warning("dispatch.database_away")  # the next walk finds it
                except NotFound:
                    log.warning("dispatch.unknown_workspace")

    async def _repeat(self) -> None:
        """Enqueues the periodic jobs that are due. A start counts as a first time: nothing waits for an hour."""
        due = dict.fromkeys(PERIODIC, 0.0)
        while True:
            now = asyncio.get_running_loop().time()
            names = [name for name, at in due.items() if at <= now]
            try:
                if names:
                    await sync_to_async(enqueue_periodic)(self.alias, names)
                    due |= {name: now + PERIODIC[name] for name in names}
            except DatabaseError:
                log.warning("dispatch.database_away")
            await asyncio.sleep(TICK)

    def _next(self) -> list[UUID]:
        """All with news, and a few of those with older ones: a long way back delays nobody who writes now."""
        news, self.news = self.news, set()
        self.found -= news
        late = [self.found.pop() for _ in range(min(AT_ONCE, len(self.found)))]
        if self.found:
            self.woken.set()
        return [*news, *late]

    def _tell(self, workspace: UUID) -> None:
        self.news.add(workspace)
        self.woken.set()


def enqueue_readers(workspace: UUID) -> None:
    """Enqueues every reader for a workspace, unless it waits already."""
    close_old_connections()
    with workspace_scope(workspace):
        for name in readers.READERS:
            defer("events.run_reader", once=f"reader.{name}", in_order=f"reader.{name}", reader=name)


def enqueue_periodic(alias: str, names: list[str]) -> None:
    """Enqueues jobs for every workspace of a cell, unless they wait already."""
    for state, wanted in (("", names), ("ending", [name for name in names if name in TO_THE_END])):
        for workspace in workspaces_of(alias, state) if wanted else ():
            with workspace_scope(workspace):
                for name in wanted:
                    defer(name, once=name)


def workspaces_of(alias: str, state: str = "") -> list[UUID]:
    """The workspaces of a cell that have this state."""
    close_old_connections()
    region = alias.removeprefix("cell_")
    return list(WorkspaceEntry.objects.filter(region=region, state=state).values_list("id", flat=True))


def behind(workspaces: Iterable[UUID]) -> list[UUID]:
    """Those workspaces in which some reader has not read the newest event."""
    close_old_connections()
    found = []
    for workspace in workspaces:
        with workspace_scope(workspace):
            newest = Event.objects.order_by("-xid", "-id").values_list("xid", "id").first()
            read = set(Position.objects.values_list("reader", "xid", "event_id"))
            if newest and any((name, *newest) not in read for name in readers.READERS):
                found.append(workspace)
    return found
