"""One WebSocket as the protocol sees it: frames in, refusals, the first hello."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import msgspec

from ictdesk.kernel.errors import DomainError, Ending, NotAllowed, TooManyRequests
from ictdesk.surfaces.realtime.closing import Close
from ictdesk.surfaces.realtime.limits import FRAMES, Buckets
from ictdesk.surfaces.realtime.outlet import Outlet

type Receive = Callable[[], Awaitable[dict[str, Any]]]
type Send = Callable[[dict[str, Any]], Awaitable[None]]

HELLO_SECONDS = 10.0
LARGEST_FRAME = 64 * 1024


class Closed(Exception):
    """The client has gone, or was sent away."""


class Connection:
    """Reads frames; everything that goes out goes through the outlet."""

    __slots__ = ("_allowed", "_receive", "outlet")

    def __init__(self, receive: Receive, send: Send) -> None:
        self._receive = receive
        self._allowed = Buckets(FRAMES)
        self.outlet = Outlet(send)

    async def frame[F](self, decoder: msgspec.json.Decoder[F]) -> F:
        """The next frame. Raises `Closed`; a bad frame and too many of them close the socket."""
        event = await self._receive()
        if event["type"] != "websocket.receive" or self.outlet.closing:
            raise Closed
        text = event.get("text")
        if text is None or len(text) > LARGEST_FRAME:
            raise self.send_away(Close.BAD_FRAME)
        try:
            self._allowed.take(0)
        except TooManyRequests as error:
            raise self.send_away(Close.TOO_MANY, 5_000) from error
        try:
            return decoder.decode(text)
        except (msgspec.DecodeError, UnicodeEncodeError, RecursionError) as error:
            raise self.send_away(Close.BAD_FRAME) from error

    async def hello[F](self, decoder: msgspec.json.Decoder[Any], kind: type[F]) -> F:
        """The first frame, which must be a hello and come soon. Raises `Closed`."""
        try:
            frame = await asyncio.wait_for(self.frame(decoder), HELLO_SECONDS)
        except TimeoutError as error:
            raise self.send_away(Close.HELLO_TIMEOUT) from error
        if not isinstance(frame, kind):
            raise self.send_away(Close.BAD_FRAME)
        return frame

    def send_away(self, why: Close, retry_ms: int = 0) -> Closed:
        """Closes with a reason, and returns what to raise."""
        self.outlet.close(why, retry_ms)
        return Closed()

    def refuse(self, error: DomainError, client_id: str = "") -> None:
        """Answers a frame that was refused; the socket stays. `forbidden` tells every client not to try again."""
        code = NotAllowed.code if isinstance(error, Ending) else error.code
        frame = {"t": "error", "code": code, "detail": error.detail}
        if client_id:
            frame["client_id"] = client_id
        if error.retry_after:
            frame["retry_after"] = error.retry_after  # type: ignore[assignment]
        self.outlet.put(frame)
