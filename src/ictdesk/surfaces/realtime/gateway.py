"""One server process's gateway: its listeners, feeds, committers and bus, put together."""

import asyncio
import logging
from collections import Counter, defaultdict
from dataclasses import replace
from uuid import UUID

from ictdesk.desk.conversations.rows import Row
from ictdesk.kernel.errors import NotFound
from ictdesk.kernel.events.bus import Wake
from ictdesk.kernel.events.cursor import HORIZON, NIL, Place, cursor_key
from ictdesk.kernel.tenancy.planes import cell_aliases, home_of
from ictdesk.kernel.vault.cache import KEYS
from ictdesk.surfaces.realtime import threads
from ictdesk.surfaces.realtime.bus import ORIGIN, Bus, Signal
from ictdesk.surfaces.realtime.closing import Close
from ictdesk.surfaces.realtime.committer import Committed, Committer
from ictdesk.surfaces.realtime.counts import Counts
from ictdesk.surfaces.realtime.database import Readers
from ictdesk.surfaces.realtime.feed import Feed
from ictdesk.surfaces.realtime.hub import Hub
from ictdesk.surfaces.realtime.presence import ANNOUNCE_SECONDS, Members, Presence
from ictdesk.surfaces.realtime.starter import Starter
from ictdesk.surfaces.realtime.visitors import Session, Sessions

log = logging.getLogger(__name__)

RETRY_SPREAD_MS = 10_000
MOST_SUBJECTS = 50_000
OF_CONVERSATION = (
    "select id from visitor_session where id = any(%(ids)s) and conversation_id = %(conversation)s"
)
SETUP = {"t": "setup"}
SUBJECT = "select subject_id from conversation where id = %(id)s"


class Gateway:
    """Everything live in this process."""

    def __init__(self) -> None:
        self.hub = Hub()
        self.presence = Presence()
        self.sessions = Sessions()
        self.readers = {alias: Readers(alias) for alias in cell_aliases()}
        self.committers = {
            alias: Committer(alias, wanted=self.hub.listens, publish=self._committed)
            for alias in cell_aliases()
        }
        self.starters = {alias: Starter(alias, publish=self._committed) for alias in cell_aliases()}
        self.buses = {alias: Bus(alias, self._heard, self._wake_all) for alias in cell_aliases()}
        self.counts = Counts(self.hub, self.readers)
        self._subjects: dict[tuple[UUID, UUID], UUID] = {}
        self._users: Counter[UUID] = Counter()
        self._feeds: dict[UUID, asyncio.Task[Feed]] = {}
        self._tasks: list[asyncio.Task[None]] = []
        self._binding: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        for alias in cell_aliases():
            await self.readers[alias].open()
            self.committers[alias].start()
            self.starters[alias].start()
            self.buses[alias].start()
        self._tasks = [asyncio.create_task(self._announce())]

    async def stop(self) -> None:
        """Writes what was accepted, sends everybody away with a hint when to come back, and closes."""
        for alias in cell_aliases():
            await self.committers[alias].stop()
            await self.starters[alias].stop()
        self.hub.close_all(Close.RESTART, RETRY_SPREAD_MS)
        tasks = [*self._tasks, *self._binding]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for workspace in list(self._feeds):
            await self._drop_feed(workspace)
        await self.counts.stop()
        for alias in cell_aliases():
            await self.buses[alias].stop()
            await self.readers[alias].close()
        threads.close()

    async def feed(self, workspace: UUID) -> Feed:
        """The feed of a workspace, started for the first listener. Each `feed` needs its `release`."""
        self._users[workspace] += 1
        if workspace not in self._feeds:
            self._feeds[workspace] = asyncio.create_task(self._new_feed(workspace))
        try:
            return await asyncio.shield(self._feeds[workspace])
        except BaseException:
            self._users[workspace] -= 1
            if workspace in self._feeds and self._feeds[workspace].done():
                del self._feeds[workspace]
            raise

    async def _new_feed(self, workspace: UUID) -> Feed:
        alias = await threads.in_thread(home_of, workspace)
        key = await threads.in_scope(workspace, cursor_key)
        ((horizon,),) = (await self.readers[alias].read(workspace, (HORIZON, {})))[0]
        feed = Feed(
            workspace,
            self.readers[alias],
            self.hub,
            key,
            Place(horizon, NIL),
            lambda row: self._changed(workspace, row),
            lambda row: self._begun_elsewhere(workspace, row),
        )
        feed.start()
        return feed

    async def release(self, workspace: UUID) -> None:
        """Says that a listener is gone; with the last one the feed ends."""
        self._users[workspace] -= 1
        if not self._users[workspace]:
            del self._users[workspace]
            await self._drop_feed(workspace)

    async def _drop_feed(self, workspace: UUID) -> None:
        task = self._feeds.pop(workspace, None)
        if task and task.done() and not task.cancelled() and not task.exception():
            await task.result().stop()

    async def subject_of(self, workspace: UUID, conversation: UUID) -> UUID:
        """Whose key seals a conversation; it never changes. Raises `NotFound`."""
        subject = self._subjects.get((workspace, conversation))
        if subject is None:
            (found,) = await self.readers[home_of(workspace)].read(workspace, (SUBJECT, {"id": conversation}))
            if not found:
                raise NotFound
            subject = found[0][0]
            if len(self._subjects) > MOST_SUBJECTS:
                self._subjects.clear()
            self._subjects[workspace, conversation] = subject
        return subject

    def running_feed(self, workspace: UUID) -> Feed | None:
        task = self._feeds.get(workspace)
        if task is None or not task.done() or task.cancelled() or task.exception():
            return None
        return task.result()

    def begun(self, session: Session, version: int) -> None:
        """A session has its conversation now: its sockets that were open before listen to it."""
        for visitor in self.hub.visitors_in(session.workspace):
            if visitor.principal == session.id and visitor.conversation is None:
                self.hub.remove_visitor(visitor)
                visitor.bind(session)
                self.hub.add_visitor(visitor)
                visitor.behind(version)

    def _begun_elsewhere(self, workspace: UUID, row: Row) -> None:
        """A conversation's first message was read from the stream: it may be of a visitor who listens here too."""
        waiting = [v.principal for v in self.hub.visitors_in(workspace) if v.conversation is None]
        if waiting:
            task = asyncio.create_task(self._bind(workspace, row, waiting))
            self._binding.add(task)
            task.add_done_callback(self._binding.discard)

    async def _bind(self, workspace: UUID, row: Row, waiting: list[UUID]) -> None:
        asked = (OF_CONVERSATION, {"ids": waiting, "conversation": row.id})
        (found,) = await self.readers[home_of(workspace)].read(workspace, asked)
        sessions = {session for (session,) in found}
        for visitor in self.hub.visitors_in(workspace):
            if visitor.principal in sessions and visitor.conversation is None:
                begun = replace(
                    visitor.session,
                    conversation_id=row.id,
                    contact_id=row.contact_id,
                    subject_id=row.subject_id,
                )
                self.begun(begun, row.visitor_version)

    def _committed(self, done: Committed) -> None:
        feed = self.running_feed(done.workspace)
        if feed:
            feed.show_committed(done)
        if any(result.outcome == "stored" for result in done.results):
            self.buses[home_of(done.workspace)].wake(done.workspace)

    def _changed(self, workspace: UUID, row: Row) -> None:
        self.counts.changed(workspace, row)

    def _heard(self, heard: Wake | Signal) -> None:
        if isinstance(heard, Signal):
            self._signalled(heard)
            return
        if heard.setup:
            self.hub.tell_agents(heard.workspace, SETUP)
        if heard.revoked == "subject" and heard.id:
            KEYS.drop((heard.workspace, heard.id))
        elif heard.revoked == "subjects":
            KEYS.drop_all(heard.workspace)
        elif heard.revoked == "sign_in" and heard.id:
            self.hub.look_again(heard.workspace, heard.id)
        elif heard.revoked and heard.id:
            self.sessions.forget(heard.id)
            self.hub.revoke(heard.workspace, heard.id)
        feed = self.running_feed(heard.workspace)
        if feed:
            feed.wake()

    def _wake_all(self) -> None:
        for workspace in list(self._feeds):
            feed = self.running_feed(workspace)
            if feed:
                feed.wake()
            self.hub.tell_agents(workspace, SETUP)  # a notice of it may be among those that were missed

    # ---- what may be lost: typing and presence -----------------------------------------------

    def typing(self, signal: Signal, *, but: object = None, name: str = "") -> None:
        """Shows that somebody types, here and in the other processes."""
        self._show_typing(signal, but=but, name=name)
        self.buses[home_of(signal.workspace)].signal(signal)

    def _show_typing(self, signal: Signal, *, but: object = None, name: str = "") -> None:
        if signal.typing_in is None or signal.by is None:
            return
        frame = {
            "t": "typing",
            "conversation": str(signal.typing_in),
            "by": str(signal.by),
            "kind": signal.kind,
            "name": name,
            "on": signal.on,
        }
        self.hub.tell_agents(signal.workspace, frame, but=but)
        if signal.kind == "member":
            self.hub.tell_visitors(signal.typing_in, frame | {"conversation": "", "by": ""})

    def _signalled(self, signal: Signal) -> None:
        self._show_typing(signal)
        if signal.members is not None:
            members: Members = {UUID(m): UUID(c) if c else None for m, c in signal.members.items()}
            self._hear_members(signal.workspace, signal.origin, members)

    def here(self, workspace: UUID) -> None:
        """Announces which members are online in this process, after one came, went or looked elsewhere."""
        members: Members = {}
        for agent in self.hub.agents(workspace):
            members[agent.principal] = agent.looking_at or members.get(agent.principal)
        self._hear_members(workspace, ORIGIN, members)
        told = {str(member): str(conversation or "") for member, conversation in members.items()}
        self.buses[home_of(workspace)].signal(Signal(workspace, ORIGIN, members=told))

    def _hear_members(self, workspace: UUID, origin: str, members: Members) -> None:
        before = self.presence.looking(workspace)
        if not self.presence.hear(workspace, origin, members):
            return
        self.hub.tell_agents(workspace, self.presence_frame(workspace))
        after: dict[UUID, list[str]] = defaultdict(list, self.presence.looking(workspace))
        for conversation in {*before, *after}:
            if before.get(conversation) != after.get(conversation):
                self.hub.tell_agents(workspace, looking_frame(conversation, after[conversation]))
        for visitor in self.hub.visitors_in(workspace):
            visitor.outlet.put(self.presence_frame(workspace) | {"members": []})

    def presence_frame(self, workspace: UUID) -> dict[str, object]:
        online = sorted(str(member) for member in self.presence.members(workspace))
        return {"t": "presence", "members": online, "online": len(online)}

    async def _announce(self) -> None:
        while True:
            await asyncio.sleep(ANNOUNCE_SECONDS)
            for workspace in self.hub.workspaces():
                self.here(workspace)


def looking_frame(conversation: UUID, members: list[str]) -> dict[str, object]:
    return {"t": "looking", "conversation": str(conversation), "members": members}
