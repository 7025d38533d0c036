"""The one ASGI application: the gateway for what is live, Django (as WSGI, on threads) for the rest."""

import asyncio
import logging
import os
from typing import Any, cast

from a2wsgi import WSGIMiddleware

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ictdesk.project.settings")

from django.conf import settings

from ictdesk.kernel.logs import paths, stream
from ictdesk.kernel.tenancy.boot import UnsafeDatabase
from ictdesk.kernel.tenancy.dsn import conninfo
from ictdesk.kernel.tenancy.planes import CONTROL
from ictdesk.project import options, quarantine
from ictdesk.project.supervisor import say
from ictdesk.project.wsgi import application as django_application
from ictdesk.surfaces.realtime import access, health, programs, written
from ictdesk.surfaces.realtime.app import RealtimeApp

log = logging.getLogger(__name__)

WATCHED = frozenset({"/healthz", "/readyz", "/metrics"})
UNHARMED = frozenset({"/healthz", "/metrics"})

realtime = RealtimeApp()
door = quarantine.Door()
pages: Any = WSGIMiddleware(cast("Any", django_application), workers=options.read("ICTDESK_WEB_THREADS"))


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Sends each request to its side, and notes it."""
    if scope["type"] == "lifespan":
        await lifespan(receive, send)
    else:
        await access.noted(scope, receive, send, dispatch)


async def dispatch(scope: dict[str, Any], receive: Any, send: Any) -> None:
    kind = scope["type"]
    if not door.open and scope["path"] not in UNHARMED:
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
    """Starts the gateway and the log before the first request and stops them after the last."""
    await receive()
    paths.know(written.routes())
    stream.begin(conninfo(CONTROL), settings.ICTDESK_DATA)
    try:
        await realtime.start()
        await asyncio.to_thread(door.look)
    except UnsafeDatabase as error:
        say(str(error))  # names of tables and roles
        await send({"type": "lifespan.startup.failed"})
        return
    except Exception:
        log.exception("server.not_started")  # its type and place: its words might hold values
        await send({"type": "lifespan.startup.failed"})
        return
    await send({"type": "lifespan.startup.complete"})
    await receive()
    await realtime.stop()
    await asyncio.to_thread(stream.end)
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
