"""The ASGI application of the gateway: routes, sockets, cross-origin answers, start and stop."""

import logging
from functools import partial
from typing import Any

import msgspec
from django.conf import settings

from ictdesk.kernel.errors import DomainError, NotFound
from ictdesk.kernel.logs.about import note
from ictdesk.kernel.tenancy import boot
from ictdesk.surfaces.realtime import agents, frames, threads
from ictdesk.surfaces.realtime.agent_socket import AgentSocket
from ictdesk.surfaces.realtime.closing import Close
from ictdesk.surfaces.realtime.connection import Closed, Connection
from ictdesk.surfaces.realtime.engineer_socket import EngineerSocket
from ictdesk.surfaces.realtime.gateway import Gateway
from ictdesk.surfaces.realtime.http import Answer, Receive, Request, Send, problem, respond
from ictdesk.surfaces.realtime.programs import Programs
from ictdesk.surfaces.realtime.routes import FILE, SOCKET, Table, table
from ictdesk.surfaces.realtime.visitor_socket import VisitorSocket

FIRST = msgspec.json.Decoder(frames.Hello)
MOST_DIGITS = 18

log = logging.getLogger(__name__)

ALLOWED = (
    (b"access-control-allow-methods", b"GET, POST, PUT, DELETE"),
    (b"access-control-allow-headers", b"authorization, content-type, x-file-name, x-content-sha256"),
    (b"access-control-max-age", b"600"),
)


class Broken(DomainError):
    code = "internal"
    status = 500
    sentence = "Something went wrong on our side; nothing was lost. It has been noted."


class RealtimeApp:
    """Serves everything under /rt/v1/."""

    def __init__(self) -> None:
        self.gateway: Gateway | None = None
        self.programs: Programs | None = None
        self._routes: Table = {}

    async def start(self) -> None:
        """Refuses on a database on which isolation would not hold, then opens everything."""
        await threads.in_thread(boot.refuse_if_unsafe)
        self.gateway = Gateway()
        await self.gateway.start()
        self.programs = Programs(self.gateway)
        self._routes = table(self.gateway)

    async def stop(self) -> None:
        if self.gateway:
            await self.gateway.stop()

    async def http(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        """Answers a request; every refusal is a problem document."""
        request = Request(scope, receive)
        try:
            answer = await self._answer(request)
        except DomainError as error:
            answer = problem(error)
        except Exception:
            log.exception("gateway.failed")
            answer = problem(Broken())
        await respond(send, cross_origin(request, answer))

    async def _answer(self, request: Request) -> Answer:
        method, path = request.scope["method"], request.scope["path"]
        if method == "OPTIONS":
            return Answer(204, headers=ALLOWED)
        if path.startswith(FILE) and len(path) > len(FILE):
            path = FILE
        handler = self._routes.get((method, path))
        if handler is None:
            raise NotFound
        return await handler(request)

    async def websocket(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        """Serves a socket; its hello says whether it is a visitor's (a token) or an agent's (a workspace)."""
        await receive()
        if scope["path"] != SOCKET:
            await send({"type": "websocket.close", "code": Close.NOT_FOUND.value})
            return
        await send({"type": "websocket.accept"})
        connection = Connection(receive, send)
        origin = dict(scope["headers"]).get(b"origin", b"").decode("latin-1")
        try:
            hello = await connection.hello(FIRST, frames.Hello)
            if (hello.token is None) == (hello.workspace is None):
                raise connection.send_away(Close.BAD_FRAME)
            if hello.workspace is None:
                await self._serve_visitor(connection, hello, origin)
            else:
                await self._serve_agent(connection, hello, origin, scope)
        except Closed:
            pass
        except DomainError as error:
            connection.outlet.close(Close.HELLO_TIMEOUT if error.status >= 500 else Close.UNAUTHORISED, 1_000)
        except Exception:
            log.exception("gateway.socket_failed")
            connection.outlet.close(Close.RESTART, 1_000)
        finally:
            await connection.outlet.finish()

    async def _serve_agent(
        self, connection: Connection, hello: frames.Hello, origin: str, scope: dict[str, Any]
    ) -> None:
        """Only a page of the desk itself may use the session's cookie: the origin is compared exactly."""
        if origin != settings.ICTDESK_BASE_URL:
            raise connection.send_away(Close.FORBIDDEN_ORIGIN)
        slug = hello.workspace or ""
        try:
            key = agents.session_key(scope["headers"])
            agent = await threads.in_thread(partial(agents.identify, key, slug, opens=True))
        except NotFound as error:
            raise connection.send_away(Close.NOT_FOUND) from error
        if isinstance(agent, agents.Visit):
            note(workspace=agent.workspace, user=agent.engineer.id)
            await EngineerSocket(self._running, connection, agent, key, slug).run()
            return
        note(workspace=agent.workspace, user=agent.user)
        await AgentSocket(self._running, connection, agent, key, slug).run(hello.after)

    async def _serve_visitor(self, connection: Connection, hello: frames.Hello, origin: str) -> None:
        session = await self._running.sessions.find(hello.token or "")
        if origin not in session.origins:
            raise connection.send_away(Close.FORBIDDEN_ORIGIN)
        after = hello.after or "0"
        if not after.isascii() or not after.isdigit() or len(after) > MOST_DIGITS:
            raise connection.send_away(Close.BAD_FRAME)
        await VisitorSocket(self._running, connection, session).run(int(after))

    @property
    def _running(self) -> Gateway:
        """The gateway. Raises `Closed` while it is not started."""
        if self.gateway is None:
            raise Closed
        return self.gateway


def cross_origin(request: Request, answer: Answer) -> Answer:
    """Lets the page read the answer; who may open a session is decided by the inbox's list, not here.

    No cookies are involved, so the header gives nothing to a page that has no token.
    """
    if not request.origin:
        return answer
    headers = (
        (b"access-control-allow-origin", request.origin.encode("latin-1")),
        (b"access-control-expose-headers", b"retry-after"),
        (b"vary", b"origin"),
        (b"cross-origin-resource-policy", b"cross-origin"),
    )
    return Answer(answer.status, answer.body, (*answer.headers, *headers))
