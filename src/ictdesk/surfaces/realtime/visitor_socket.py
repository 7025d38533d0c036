"""A visitor's socket."""

import asyncio
import logging
from collections.abc import Sequence
from uuid import UUID

import msgspec

from ictdesk.desk.conversations import commands
from ictdesk.desk.conversations.models import Conversation
from ictdesk.kernel.errors import DomainError, Unauthorised, Unavailable
from ictdesk.surfaces.realtime import frames, frames_out, replay, sending
from ictdesk.surfaces.realtime.bus import ORIGIN, Signal
from ictdesk.surfaces.realtime.closing import Close
from ictdesk.surfaces.realtime.connection import Connection
from ictdesk.surfaces.realtime.gateway import Gateway
from ictdesk.surfaces.realtime.limits import VISITOR_SENDS, WORKSPACE_SENDS, Buckets
from ictdesk.surfaces.realtime.outlet import Outlet
from ictdesk.surfaces.realtime.threads import in_scope
from ictdesk.surfaces.realtime.visitors import Session

log = logging.getLogger(__name__)

DECODER = msgspec.json.Decoder(frames.VisitorFrame)
SENDS = Buckets(VISITOR_SENDS)
ALL_SENDS = Buckets(WORKSPACE_SENDS)
CATCH_UP = 100
RETRY_SECONDS = 0.5


class VisitorSocket:
    """Listens for one visitor. `version` is the last change that was handed over."""

    __slots__ = ("_again", "_catching_up", "_connection", "_gateway", "session", "version")

    def __init__(self, gateway: Gateway, connection: Connection, session: Session) -> None:
        self._gateway = gateway
        self._connection = connection
        self._catching_up: asyncio.Task[None] | None = None
        self._again = False
        self.session = session
        self.version = 0

    @property
    def outlet(self) -> Outlet:
        return self._connection.outlet

    @property
    def workspace(self) -> UUID:
        return self.session.workspace

    @property
    def principal(self) -> UUID:
        return self.session.id

    @property
    def conversation(self) -> UUID | None:
        return self.session.conversation_id

    def bind(self, session: Session) -> None:
        """Takes the session as it is now: with a conversation."""
        self.session = session

    def push(self, version: int, frames: Sequence[bytes]) -> None:
        """Hands over the next change; one that is further on is left to `behind`."""
        if version == self.version + 1 and self._catching_up is None:
            self.version = version
            for frame in frames:
                self.outlet.put_bytes(frame)

    def behind(self, version: int) -> None:
        """Told that the conversation has come to a version; reads what was missed: no hole reaches the visitor."""
        if version > self.version and not self.outlet.closing:
            self._again = True
            if self._catching_up is None:
                self._catching_up = asyncio.get_running_loop().create_task(self._catch_up())

    async def _catch_up(self) -> None:
        """Reads, and reads again when it was told of news meanwhile; a database that is away is asked again."""
        try:
            while self._again and self.conversation and not self.outlet.closing:
                self._again = False
                try:
                    missed = await replay.for_visitor(
                        self._gateway, self.workspace, self.conversation, self.version, CATCH_UP
                    )
                except Unavailable:
                    self._again = True
                    await asyncio.sleep(RETRY_SECONDS)
                    continue
                for frame in missed.frames:
                    self.outlet.put(frame)
                if not missed.resync:
                    self.version = int(missed.cursor)
                    self._again = self._again or missed.more
        except Exception:
            log.exception("visitor.catch_up_failed")
            self.outlet.close(Close.RESTART, 500)  # it comes back with its cursor
        finally:
            self._catching_up = None

    async def run(self, after: int) -> None:
        """Serves the socket until it closes."""
        await self._gateway.feed(self.workspace)
        try:
            await self._greet(after)
            # From here on it is told of news; what came before that is read now. Nothing is shown twice.
            self._gateway.hub.add_visitor(self)
            self.behind(self.version + 1)
            while True:
                await self._handle(await self._connection.frame(DECODER))
        finally:
            self._gateway.hub.remove_visitor(self)
            await self._gateway.release(self.workspace)

    async def _greet(self, after: int) -> None:
        resync = False
        if self.conversation:
            missed = await replay.for_visitor(self._gateway, self.workspace, self.conversation, after, 1)
            resync = missed.resync
        elif after:
            resync = True
        self.version = 0 if resync else after
        self.outlet.put({"t": "ready", "cursor": str(self.version), "resync": resync})
        self.outlet.put(self._gateway.presence_frame(self.workspace) | {"members": []})

    async def _handle(self, frame: frames.VisitorFrame) -> None:
        match frame:
            case frames.VisitorSend():
                await self._send(frame)
            case frames.VisitorTyping():
                self._typing(frame.on)
            case frames.VisitorRead():
                await self._read(frame.seq)
            case frames.Ping():
                self.outlet.put({"t": "pong"})
            case _:
                raise self._connection.send_away(Close.BAD_FRAME)

    async def _send(self, frame: frames.VisitorSend) -> None:
        known = self.conversation
        try:
            SENDS.take(self.session.id)
            ALL_SENDS.take(self.workspace)
            outgoing = sending.Outgoing(frame.client_id, frame.body, frame.attachments)
            done = await sending.from_visitor(self._gateway, self.session, outgoing)
        except Unauthorised as error:
            raise self._connection.send_away(Close.UNAUTHORISED) from error
        except DomainError as error:
            self._connection.refuse(error, frame.client_id)
            return
        self.outlet.put(frames_out.ack(frame.client_id, done, visitor=True))
        if known is None:
            self._gateway.hub.add_visitor(self)
            self._gateway.begun(self.session, done.visitor_version)
        self.behind(done.visitor_version)

    def _typing(self, on: bool) -> None:
        if self.conversation and self.session.contact_id:
            signal = Signal(
                self.workspace,
                ORIGIN,
                typing_in=self.conversation,
                by=self.session.contact_id,
                kind="contact",
                on=on,
            )
            self._gateway.typing(signal)

    async def _read(self, seq: int) -> None:
        if self.conversation is None:
            return
        try:
            await in_scope(self.workspace, mark_read, self.session, seq)
        except DomainError as error:
            self._connection.refuse(error)


def mark_read(session: Session, seq: int) -> None:
    """Moves the visitor's reading mark, with the workspace in scope."""
    conversation = Conversation.objects.find(id=session.conversation_id)
    commands.mark_read(actor=session.actor, conversation=conversation, seq=seq)
