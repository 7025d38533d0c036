"""The load generator: writers in a closed loop over HTTP/1.1, the same for the product and the floors."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass

WARM_UP_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Figures:
    """What one run gave; times in milliseconds."""

    per_second: float
    p50: float
    p95: float
    p99: float
    errors: int


class Client(asyncio.Protocol):
    """One connection that sends a request and waits for the whole answer."""

    def __init__(self) -> None:
        self._buffer = b""
        self._answer: asyncio.Future[int] | None = None
        self._transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        head, found, body = self._buffer.partition(b"\r\n\r\n")
        if not found:
            return
        length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
        if len(body) >= length and self._answer and not self._answer.done():
            self._buffer = body[length:]
            self._answer.set_result(int(head[9:12]))

    def connection_lost(self, exc: Exception | None) -> None:
        if self._answer and not self._answer.done():
            self._answer.set_exception(ConnectionError("the server closed the connection"))

    async def send(self, request: bytes) -> int:
        """Sends a request; returns the answer's status."""
        assert self._transport is not None
        self._answer = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return await self._answer


type MakeRequest = Callable[[int], bytes]
"""Makes the next request of a writer."""


async def run(port: int, writers: int, make: MakeRequest, seconds: float) -> Figures:
    """Lets the writers send for a while and measures after the warm-up."""
    loop = asyncio.get_running_loop()
    clients = [(await loop.create_connection(Client, "127.0.0.1", port))[1] for _ in range(writers)]
    begin = time.perf_counter() + WARM_UP_SECONDS
    end = begin + seconds
    times: list[float] = []
    errors = 0

    async def write(number: int, client: Client) -> None:
        nonlocal errors
        while (at := time.perf_counter()) < end:
            status = await client.send(make(number))
            if at >= begin:
                times.append(time.perf_counter() - at)
                errors += status != 201

    await asyncio.gather(*(write(number, client) for number, client in enumerate(clients)))
    times.sort()
    return Figures(
        per_second=len(times) / seconds,
        p50=times[len(times) // 2] * 1000,
        p95=times[len(times) * 95 // 100] * 1000,
        p99=times[len(times) * 99 // 100] * 1000,
        errors=errors,
    )


def post(path: str, body: bytes, token: str = "") -> bytes:
    """A POST request as bytes."""
    bearer = f"Authorization: Bearer {token}\r\n" if token else ""
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{bearer}Content-Type: application/json\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body
