"""A request's body as a file, for code that runs in a thread: read as it arrives, never held whole."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from ictdesk.kernel.errors import DomainError


class Interrupted(DomainError):
    code = "interrupted"
    status = 400
    sentence = "The upload was interrupted; nothing was kept."


class BodyStream:
    """Reads the body from another thread than the one that receives it."""

    SECONDS = 60.0
    """How long a client may be silent in the middle of a file."""

    def __init__(self, receive: Callable[[], Awaitable[dict[str, Any]]]) -> None:
        self._receive = receive
        self._loop = asyncio.get_running_loop()
        self._rest = b""
        self._more = True

    def read(self, size: int, /) -> bytes:
        """At least one byte and at most `size`, or nothing at the end. Raises `Interrupted`."""
        while not self._rest and self._more:
            event = asyncio.run_coroutine_threadsafe(self._next(), self._loop).result()
            if event["type"] != "http.request":
                raise Interrupted
            self._rest = event.get("body", b"")
            self._more = event.get("more_body", False)
        piece, self._rest = self._rest[:size], self._rest[size:]
        return piece

    async def _next(self) -> dict[str, Any]:
        try:
            return await asyncio.wait_for(self._receive(), self.SECONDS)
        except TimeoutError as error:
            raise Interrupted from error
