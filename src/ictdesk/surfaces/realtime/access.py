"""Every request and every socket leaves a line in the personal log: who, from where, what, and how it ended.

Of an address the words of our own routes and ids (`kernel.logs.paths`), no query, no body, no header. What programs watch (`/metrics` and the like) and static files leave none.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from ictdesk.kernel.logs import paths, stream
from ictdesk.kernel.logs.about import About, noting
from ictdesk.surfaces.realtime.http import Receive, Request, Send

type Application = Callable[[dict[str, Any], Receive, Send], Awaitable[None]]

NOT_NOTED = ("/static/", "/healthz", "/readyz", "/metrics")


async def noted(scope: dict[str, Any], receive: Receive, send: Send, inner: Application) -> None:
    """Runs `inner` and notes how it ended, also when it failed."""
    path: str = scope["path"]
    if path.startswith(NOT_NOTED):
        await inner(scope, receive, send)
        return
    socket = scope["type"] == "websocket"
    about = About(
        "socket" if socket else "web",
        Request(scope, receive).address,
        scope.get("method", ""),
        paths.plain(path),
    )
    status: int | None = None

    async def sent(message: dict[str, Any]) -> None:
        nonlocal status
        if message["type"] == "http.response.start":
            status = message["status"]
        elif message["type"] == "websocket.close":
            status = message.get("code")
        await send(message)

    with noting(about):
        try:
            await inner(scope, receive, sent)
        except BaseException as error:
            stream.write(about, "failed", status=status, error=type(error).__name__[:64])
            raise
        stream.write(about, "ended" if socket else "answered", status=status)
