"""The way out to one socket: bounded, without a task of its own while there is nothing to send."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

import msgspec

from ictdesk.surfaces.realtime.closing import Close

type Send = Callable[[dict[str, Any]], Awaitable[None]]

MOST_FRAMES = 1_000
MOST_BYTES = 1024 * 1024

encode = msgspec.json.Encoder().encode


class Outlet:
    """Queues frames for one client and sends them in order.

    A client that does not read fills its queue; then the queue is dropped and the socket is closed with
    `slow_consumer`: it comes back with its cursor and misses nothing.
    """

    __slots__ = ("_bytes", "_draining", "_held", "_queue", "_send", "closing")

    FINISH_SECONDS = 5.0
    """How long a client that does not read is waited for at the end."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._queue: deque[bytes] = deque()
        self._bytes = 0
        self._draining: asyncio.Task[None] | None = None
        self._held = False
        self.closing: Close | None = None

    def put(self, frame: dict[str, Any]) -> None:
        """Queues a frame. Never waits."""
        self.put_bytes(encode(frame))

    def put_bytes(self, frame: bytes) -> None:
        """Queues a frame that was encoded once for many."""
        if self.closing:
            return
        if len(self._queue) >= MOST_FRAMES or self._bytes + len(frame) > MOST_BYTES:
            self._queue.clear()
            self._bytes = 0
            self.close(Close.SLOW_CONSUMER)
            return
        self._queue.append(frame)
        self._bytes += len(frame)
        self._start()

    def hold(self) -> None:
        """Keeps what is put from now on until `release`: it belongs behind something that is still being read."""
        self._held = True

    def release(self, first: list[dict[str, Any]]) -> None:
        """Sends `first`, then what was held, then goes on as before."""
        if self.closing:
            return
        held, self._queue, self._bytes, self._held = self._queue, deque(), 0, False
        for frame in first:
            self.put(frame)
        for encoded in held:
            self.put_bytes(encoded)

    def close(self, why: Close, retry_ms: int = 0) -> None:
        """Sends what is queued, says why, and closes. What is held is dropped: it must not come first."""
        if self.closing:
            return
        if self._held:
            self._queue.clear()
            self._bytes = 0
        self._queue.append(encode({"t": "bye", "code": why.word, "retry_ms": retry_ms}))
        self.closing = why
        self._start()

    async def finish(self) -> None:
        """Waits until what was queued has gone out, a goodbye included."""
        if self._draining:
            await asyncio.wait([self._draining], timeout=self.FINISH_SECONDS)

    def _start(self) -> None:
        if self._draining is None and (not self._held or self.closing):
            self._draining = asyncio.get_running_loop().create_task(self._drain())

    async def _drain(self) -> None:
        try:
            while self._queue:
                frame = self._queue.popleft()
                self._bytes -= len(frame)
                await self._send({"type": "websocket.send", "text": frame.decode()})
            if self.closing:
                await self._send(
                    {"type": "websocket.close", "code": self.closing.value, "reason": self.closing.word}
                )
        except Exception:  # noqa: BLE001 - whatever a dead socket raises, there is nobody left to tell
            self._queue.clear()
            self.closing = self.closing or Close.GONE
        finally:
            self._draining = None
