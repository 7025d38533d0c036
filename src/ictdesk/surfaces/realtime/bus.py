"""The gateway's end of the bus: tells other processes, coalesced, and hears from them.

Losing a notice loses nothing: every feed polls. The connection that listens comes back by itself.
"""

import asyncio
import logging
from collections.abc import Callable
from typing import Any
from uuid import UUID

import msgspec
import psycopg

from ictdesk.kernel.events.bus import CHANNEL, Wake
from ictdesk.kernel.events.bus.postgres import SEND
from ictdesk.kernel.ids import new_id
from ictdesk.surfaces.realtime import database

log = logging.getLogger(__name__)

ORIGIN = new_id().hex
"""This process."""
RETRY_SECONDS = 0.25
REST_SECONDS = 0.01
"""After a round of notices: what comes in the meantime goes out together."""


class Signal(msgspec.Struct, omit_defaults=True, tag="signal"):
    """Something that may be lost: typing, and who is here. Ids only."""

    workspace: UUID
    origin: str
    typing_in: UUID | None = None
    by: UUID | None = None
    kind: str = ""
    on: bool = False
    members: dict[str, str] | None = None
    """Members online in that process, each with the conversation that is open, or an empty string."""


encode = msgspec.json.Encoder().encode


def parse(payload: str) -> Wake | Signal | None:
    """What a notice says, or None for one that is not ours."""
    try:
        if payload.startswith('{"type":"signal"'):
            return msgspec.json.decode(payload, type=Signal)
        return msgspec.json.decode(payload, type=Wake)
    except msgspec.DecodeError:
        log.warning("bus.unreadable_notice")
        return None


class Bus:
    """One cell's notices."""

    def __init__(
        self, alias: str, heard: Callable[[Wake | Signal], None], reconnected: Callable[[], None]
    ) -> None:
        self._alias = alias
        self._heard = heard
        self._reconnected = reconnected
        self._waiting: dict[str, None] = {}
        self._news = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        self._tasks = [asyncio.create_task(self._listen()), asyncio.create_task(self._tell())]

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def wake(self, workspace: UUID) -> None:
        """Tells the other processes that a workspace has news; many calls become one notice."""
        self._put(encode(Wake(workspace, origin=ORIGIN)).decode())

    def signal(self, signal: Signal) -> None:
        self._put(encode(signal).decode())

    def _put(self, payload: str) -> None:
        self._waiting[payload] = None
        self._news.set()

    async def _tell(self) -> None:
        connection: psycopg.AsyncConnection[Any] | None = None
        while True:
            await self._news.wait()
            self._news.clear()
            waiting, self._waiting = self._waiting, {}
            try:
                connection = connection or await database.connect(self._alias)
                async with connection.pipeline():
                    for payload in waiting:
                        await connection.execute(SEND, [payload])
                await asyncio.sleep(REST_SECONDS)
            except psycopg.Error:
                log.warning("bus.notice_lost", extra={"count": len(waiting)})
                connection = None
                await asyncio.sleep(RETRY_SECONDS)

    async def _listen(self) -> None:
        while True:
            try:
                async with await database.connect(self._alias) as connection:
                    await connection.execute(f"listen {CHANNEL}")
                    self._reconnected()
                    async for notice in connection.notifies():
                        heard = parse(notice.payload)
                        if heard is not None and heard.origin != ORIGIN:
                            self._heard(heard)
            except psycopg.Error:
                log.warning("bus.listen_lost")
            await asyncio.sleep(RETRY_SECONDS)
