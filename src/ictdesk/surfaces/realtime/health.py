"""For machines that watch: is the process alive, can it serve, how much does it do."""

from typing import Any

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from ictdesk.kernel.errors import Unavailable
from ictdesk.surfaces.realtime.gateway import Gateway
from ictdesk.surfaces.realtime.http import Send


async def ready(gateway: Gateway | None) -> bool:
    """Whether every cell answers."""
    if gateway is None:
        return False
    try:
        for readers in gateway.readers.values():
            await readers.ping()
    except Unavailable:
        return False
    return True


async def respond(path: str, gateway: Gateway | None, send: Send) -> None:
    """Answers `/healthz`, `/readyz` and `/metrics`."""
    status, body, kind = 200, b"ok\n", b"text/plain; charset=utf-8"
    if path == "/readyz" and not await ready(gateway):
        status, body = 503, b"not ready\n"
    elif path == "/metrics":
        body, kind = generate_latest(), CONTENT_TYPE_LATEST.encode()
    headers: list[Any] = [(b"content-type", kind), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
