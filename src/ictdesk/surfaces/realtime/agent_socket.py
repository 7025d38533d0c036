"""An agent's socket."""

import asyncio
from contextlib import suppress
from uuid import UUID

import msgspec

from ictdesk.desk.conversations import commands
from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.conversations.rules import can_note
from ictdesk.desk.people.rules import may
from ictdesk.kernel.actor import Member
from ictdesk.kernel.errors import DomainError, Invalid, NotAllowed
from ictdesk.kernel.ids import parse_id
from ictdesk.surfaces.realtime import agents, frames, frames_out, gateway, replay, sending
from ictdesk.surfaces.realtime.agents import Agent
from ictdesk.surfaces.realtime.bus import ORIGIN, Signal
from ictdesk.surfaces.realtime.closing import Close
from ictdesk.surfaces.realtime.connection import Connection
from ictdesk.surfaces.realtime.feed import Feed
from ictdesk.surfaces.realtime.gateway import Gateway
from ictdesk.surfaces.realtime.outlet import Outlet
from ictdesk.surfaces.realtime.threads import in_scope, in_thread

DECODER = msgspec.json.Decoder(frames.AgentFrame)
CHECK_SECONDS = 60.0


class AgentSocket:
    """Listens for one member of a workspace."""

    def __init__(
        self, gateway: Gateway, connection: Connection, agent: Agent, session_key: str, slug: str
    ) -> None:
        self._gateway = gateway
        self._connection = connection
        self._agent = agent
        self._session_key = session_key
        self._slug = slug
        self._doubt = asyncio.Event()
        self.looking_at: UUID | None = None

    @property
    def outlet(self) -> Outlet:
        return self._connection.outlet

    @property
    def workspace(self) -> UUID:
        return self._agent.workspace

    @property
    def principal(self) -> UUID:
        return self._agent.member.id

    @property
    def member(self) -> Member:
        return self._agent.member

    async def run(self, after: str | None) -> None:
        """Serves the socket until it closes."""
        feed = await self._gateway.feed(self.workspace)
        feed.know_member(self.member.id, self._agent.sealed_name, self._agent.subject_id)
        # Live frames carry cursors past what is being read here: one that went out first would hide the rest.
        self.outlet.hold()
        self._gateway.hub.add_agent(self)
        checking = asyncio.create_task(self._check(feed))
        try:
            missed = await replay.for_agent(self._gateway, feed, after)
            ready = {"t": "ready", "cursor": missed.cursor, "resync": missed.resync}
            self.outlet.release([ready, *missed.frames])
            self._gateway.here(self.workspace)
            self.outlet.put(self._gateway.presence_frame(self.workspace))
            for conversation, members in self._gateway.presence.looking(self.workspace).items():
                self.outlet.put(gateway.looking_frame(conversation, members))
            self.outlet.put(await self._gateway.counts.frame(self.workspace))
            while True:
                await self._handle(await self._connection.frame(DECODER))
        finally:
            checking.cancel()
            self._gateway.hub.remove_agent(self)
            self._gateway.here(self.workspace)
            await self._gateway.release(self.workspace)

    def look_again(self) -> None:
        self._doubt.set()

    async def _check(self, feed: Feed) -> None:
        """Looks every minute, and when told to, whether the session and the membership still hold."""
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._doubt.wait(), CHECK_SECONDS)
            self._doubt.clear()
            try:
                agent = await in_thread(agents.identify, self._session_key, self._slug)
            except DomainError as error:
                if error.status < 500:
                    self.outlet.close(Close.UNAUTHORISED)
                    return
            else:
                if not isinstance(
                    agent, Agent
                ):  # the membership ended, and a grant runs: that is another socket
                    self.outlet.close(Close.UNAUTHORISED)
                    return
                self._agent = agent
                feed.know_member(self.member.id, agent.sealed_name, agent.subject_id)

    async def _handle(self, frame: frames.AgentFrame) -> None:
        try:
            match frame:
                case frames.AgentSend():
                    await self._send(frame)
                case frames.AgentTyping():
                    await self._typing(frame)
                case frames.AgentRead():
                    await in_scope(
                        self.workspace, mark_read, self.member, parse_id(frame.conversation), frame.seq
                    )
                case frames.AgentLook():
                    await self._look(frame.conversation)
                case frames.Ping():
                    self.outlet.put({"t": "pong"})
                case _:
                    raise self._connection.send_away(Close.BAD_FRAME)
        except DomainError as error:
            self._connection.refuse(error, frame.client_id if isinstance(frame, frames.AgentSend) else "")

    async def _send(self, frame: frames.AgentSend) -> None:
        if not (can_note(self.member) if frame.note else may(self.member, "conversation.reply")):
            raise NotAllowed
        if frame.mentions and not frame.note:
            raise Invalid("Only a note mentions members.")
        outgoing = sending.Outgoing(
            frame.client_id, frame.body, frame.attachments, note=frame.note, mentions=frame.mentions
        )
        conversation = parse_id(frame.conversation)
        done = await sending.from_member(self._gateway, self.workspace, self.member, conversation, outgoing)
        self.outlet.put(frames_out.ack(frame.client_id, done, visitor=False))

    async def _typing(self, frame: frames.AgentTyping) -> None:
        conversation = parse_id(frame.conversation)
        await self._gateway.subject_of(self.workspace, conversation)
        signal = Signal(
            self.workspace, ORIGIN, typing_in=conversation, by=self.principal, kind="member", on=frame.on
        )
        self._gateway.typing(signal, but=self, name=self.member.name)

    async def _look(self, conversation: str | None) -> None:
        looked = parse_id(conversation) if conversation else None
        if looked:
            await self._gateway.subject_of(self.workspace, looked)
        self.looking_at = looked
        self._gateway.here(self.workspace)


def mark_read(member: Member, conversation_id: UUID, seq: int) -> None:
    """Moves the team's reading mark, with the workspace in scope."""
    conversation = Conversation.objects.find(id=conversation_id)
    commands.mark_read(actor=member, conversation=conversation, seq=seq)
