"""The one ASGI application: the gateway for what is live, Django (as WSGI, on threads) for the rest."""

import asyncio
import os
from typing import Any, cast

from a2wsgi import WSGIMiddleware

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ictdesk.project.settings")

from ictdesk.project import options, quarantine
from ictdesk.project.wsgi import application as django_application
from ictdesk.surfaces.realtime import health, programs
from ictdesk.surfaces.realtime.app import RealtimeApp

WATCHED = frozenset({"/healthz", "/readyz", "/metrics"})
UNHARMED = frozenset({"/healthz", "/metrics"})

realtime = RealtimeApp()
door = quarantine.Door()
pages: Any = WSGIMiddleware(cast("Any", django_application), workers=options.read("ICTDESK_WEB_THREADS"))


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Sends each request to its side."""
    kind = scope["type"]
    if kind == "lifespan":
        await lifespan(receive, send)
    elif not door.open and scope["path"] not in UNHARMED:
        await refuse(scope, receive, send)
    elif kind == "websocket":
        await realtime.websocket(scope, receive, send)
    elif scope["path"].startswith("/rt/v1/"):
        await realtime.http(scope, receive, send)
    elif realtime.programs and programs.is_plain(scope):
        await realtime.programs.serve(scope, receive, send, pages)
    elif scope["path"] in WATCHED:
        await health.respond(scope["path"], realtime.gateway, send)
    else:
        await pages(scope, receive, send)


async def lifespan(receive: Any, send: Any) -> None:
    """Starts the gateway before the first request and stops it after the last."""
    await receive()
    try:
        await realtime.start()
        await asyncio.to_thread(door.look)
    except Exception as error:  # noqa: BLE001 - the server prints it and does not start
        await send({"type": "lifespan.startup.failed", "message": str(error)})
        return
    await send({"type": "lifespan.startup.complete"})
    await receive()
    await realtime.stop()
    await send({"type": "lifespan.shutdown.complete"})


async def refuse(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """In quarantine: 503 for a request, and no socket."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1013})
        return
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"retry-after", b"60")]
    await send({"type": "http.response.start", "status": 503, "headers": headers})
    await send({"type": "http.response.body", "body": quarantine.PAGE})
