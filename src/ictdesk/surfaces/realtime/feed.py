"""The feed of one workspace: reads its event stream and hands every event to who may see it.

What this process committed itself is handed over directly; the stream is read when another process (or
a page in this one) tells of news, and by a slow poll. Events are shown as soon as they are committed;
the cursor moves only past settled ones (see `kernel/events/cursor.py`).
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ictdesk.desk.conversations import messages, rows
from ictdesk.desk.conversations.append import Appended, Draft
from ictdesk.desk.conversations.events import ConversationErased
from ictdesk.desk.conversations.messages import FileRow, MessageRow
from ictdesk.desk.conversations.opener import Opener
from ictdesk.desk.conversations.rows import Row
from ictdesk.kernel.errors import Unavailable
from ictdesk.kernel.events.cursor import READ, Place, Seen
from ictdesk.surfaces.realtime import frames_out, keys
from ictdesk.surfaces.realtime.committer import Committed
from ictdesk.surfaces.realtime.database import Readers
from ictdesk.surfaces.realtime.hub import Hub
from ictdesk.surfaces.realtime.outlet import encode

log = logging.getLogger(__name__)

POLL_SECONDS = 4.0
RETRY_SECONDS = 0.2
PAGE = 500
REMEMBERED = 100_000
ERASED = ConversationErased.kind

type Changed = Callable[[Row], None]


class Feed:
    """One workspace's stream in this process. Lives while somebody listens."""

    def __init__(
        self,
        workspace: UUID,
        readers: Readers,
        hub: Hub,
        cursor_key: AESGCM,
        place: Place,
        on_change: Changed,
        on_first: Changed,
    ) -> None:
        self.workspace = workspace
        self.place = place
        self._readers = readers
        self._hub = hub
        self.cursor_key = cursor_key
        self._on_change = on_change
        self._on_first = on_first
        self._members: dict[UUID, tuple[bytes, UUID]] = {}
        self._shown: OrderedDict[UUID, None] = OrderedDict()
        self._news = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._cursor = (place, place.seal(cursor_key, workspace))

    def start(self) -> None:
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def wake(self) -> None:
        """Says that there may be news."""
        self._news.set()

    @property
    def cursor(self) -> str:
        """Where a client that has seen everything so far should resume."""
        if self._cursor[0] != self.place:
            self._cursor = (self.place, self.place.seal(self.cursor_key, self.workspace))
        return self._cursor[1]

    def know_member(self, member: UUID, name: bytes, subject: UUID) -> None:
        """Keeps the sealed name of a member who is connected, to show what they write at once."""
        self._members[member] = (name, subject)

    def show_committed(self, done: Committed) -> None:
        """Hands over what this process has just committed, without reading it again.

        What would need a look into the database first (a name, a key) is left to the next reading.
        """
        for draft, result in zip(done.drafts, done.results, strict=True):
            if result.outcome != "stored":
                continue
            row = done.rows.get(draft.conversation_id)
            author = self._author(draft.author_kind, draft.author_id, row) if row else None
            opener = Opener.held(self.workspace, (*row.subjects(), author[1])) if row and author else None
            if row is None or author is None or opener is None or row.restricted:
                self.wake()
                continue
            self._remember(result.event_id)
            message = frames_out.appended_row(draft, result, row, author)
            self._show(seen_of(draft, result), row, message, [], opener)

    async def _run(self) -> None:
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._news.wait(), POLL_SECONDS)
            self._news.clear()
            try:
                await self.read()
            except Unavailable:
                log.warning("feed.database_away")
                await asyncio.sleep(RETRY_SECONDS)
                self._news.set()
            except Exception:
                log.exception("feed.failed")  # the next poll tries again: a feed must not die

    async def read(self) -> None:
        """Reads the stream from the settled place to its end and shows what was not shown before."""
        scan, settled = self.place, True
        while True:
            parameters = {"xid": scan.xid, "id": scan.id, "limit": PAGE}
            (found,) = await self._readers.read(self.workspace, (READ, parameters))
            events = [Seen.from_row(row) for row in found]
            await self._show_read([event for event in events if event.id not in self._shown])
            for event in events:
                settled = settled and event.settled
                if settled:
                    self.place = event.place
                    self._shown.pop(event.id, None)
            if len(events) < PAGE:
                return
            scan = events[-1].place

    async def _show_read(self, events: list[Seen]) -> None:
        for event in events:
            if event.kind == ERASED and event.conversation_id:
                self._remember(event.id)
                frame = frames_out.gone(event.id, event.kind, self.cursor, event.conversation_id)
                self._hub.tell_agents(self.workspace, frame)
        for event, row, message, files in await fetch(self._readers, self.workspace, events):
            subjects = (
                *row.subjects(),
                *(message.subjects() if message else ()),
                *(f.subject_id for f in files),
            )
            opener = await keys.opener(self.workspace, subjects)
            self._remember(event.id)
            if message and message.public_seq == 1:
                self._on_first(row)
            self._show(event, row, message, files, opener)

    def _show(
        self, event: Seen, row: Row, message: MessageRow | None, files: list[FileRow], opener: Opener
    ) -> None:
        frame = frames_out.agent_event(event.id, event.kind, self.cursor, row, opener, message, files)
        self._hub.tell_agents(self.workspace, frame)
        self._on_change(row)
        if event.visitor_version is None:
            return
        listening = self._hub.visitors_of(row.id)
        # The row goes with the message: a new one reopens, or tells what was read. A later row is read by `behind`.
        if listening and message and not message.note and event.kind == "message_appended":
            version = event.visitor_version
            frames = [encode(frames_out.visitor_message(version, message, files, opener))]
            if row.visitor_version == version:
                frames.append(encode(frames_out.visitor_conversation(version, row, opener)))
            for visitor in listening:
                visitor.push(version, frames)
        for visitor in listening:
            visitor.behind(row.visitor_version)

    def _author(self, kind: str, author: UUID, row: Row) -> tuple[bytes | None, UUID | None] | None:
        """The sealed name of an author that is known without asking, or None."""
        if kind == "contact" and author == row.contact_id:
            return row.contact_name, row.contact_subject
        if kind == "member":
            return self._members.get(author)
        return (None, None) if kind in ("api", "system") else None

    def _remember(self, event: UUID) -> None:
        self._shown[event] = None
        if len(self._shown) > REMEMBERED:
            self._shown.popitem(last=False)


def seen_of(draft: Draft, done: Appended) -> Seen:
    """The event that the append statement wrote for a draft."""
    return Seen(
        id=done.event_id,
        xid=0,
        kind="message_appended",
        conversation_id=draft.conversation_id,
        message_id=done.id,
        contact_id=None,
        version=done.version,
        visitor_version=None if draft.note else done.visitor_version,
        settled=False,
    )


async def fetch(
    readers: Readers, workspace: UUID, events: list[Seen]
) -> list[tuple[Seen, Row, MessageRow | None, list[FileRow]]]:
    """The events that still have their conversation, with what they are about, as it is now."""
    if not events:
        return []
    conversations = list({event.conversation_id for event in events if event.conversation_id})
    ids = list({event.message_id for event in events if event.message_id})
    found_rows, found_messages, found_files = await readers.read(
        workspace,
        (rows.ROWS, {"ids": conversations}),
        (messages.BY_ID, {"ids": ids}),
        (messages.FILES, {"ids": ids}),
    )
    by_id = {row.id: row for row in rows.parse(found_rows)}
    by_message = {row[0]: MessageRow(*row) for row in found_messages}
    files = [FileRow(*row) for row in found_files]
    return [
        (
            event,
            by_id[event.conversation_id],
            message,
            [f for f in files if message and f.message_id == message.id],
        )
        for event in events
        if event.conversation_id in by_id and event.kind != ERASED
        for message in [by_message.get(event.message_id) if event.message_id else None]
    ]
