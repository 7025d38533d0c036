"""What a client missed: read from its cursor, whole or not at all."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ictdesk.desk.conversations import messages, rows
from ictdesk.desk.conversations.messages import FileRow, MessageRow
from ictdesk.kernel.events.cursor import READ, Place, Seen
from ictdesk.kernel.tenancy.planes import home_of
from ictdesk.kernel.vault import doors
from ictdesk.surfaces.realtime import frames_out, keys
from ictdesk.surfaces.realtime.feed import ERASED, Feed, fetch
from ictdesk.surfaces.realtime.gateway import Gateway

MOST_AGENT_EVENTS = 2_000
"""An agent who missed more fetches the lists afresh."""
VISITOR_PAGE = 100

MISSED = """
    select distinct on (e.message_id) e.message_id, e.visitor_version from event e
    where e.conversation_id = %(conversation)s and e.visitor_version > %(after)s and e.message_id is not null
    order by e.message_id, e.visitor_version desc
"""
PAGE = f"select * from ({MISSED}) m order by m.visitor_version limit %(limit)s"  # noqa: S608 - no input in it
OWN = (doors.SET_DOOR, ["own"])
"""A visitor reads what is their own, restricted or not."""
AHEAD = "select %(xid)s >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint"


@dataclass(frozen=True, slots=True)
class Missed:
    """Frames to send, and the cursor after them."""

    frames: list[dict[str, Any]]
    cursor: str
    more: bool = False
    resync: bool = False


async def for_visitor(
    gateway: Gateway, workspace: UUID, conversation: UUID, after: int, limit: int
) -> Missed:
    """The public messages that changed after a version, as they are now, then the conversation.

    A cursor from the future (the database was restored from a backup) is answered with `resync`.
    """
    readers = gateway.readers[home_of(workspace)]
    _, found, page = await readers.read(
        workspace,
        OWN,
        (rows.ROWS, {"ids": [conversation]}),
        (PAGE, {"conversation": conversation, "after": after, "limit": limit + 1}),
    )
    if not found:
        return Missed([], "0", resync=True)
    row = rows.Row(*found[0])
    if after > row.visitor_version:
        return Missed([], "0", resync=True)
    versions = dict(page[:limit])
    _, found_messages, found_files = await readers.read(
        workspace, OWN, (messages.BY_ID, {"ids": list(versions)}), (messages.FILES, {"ids": list(versions)})
    )
    shown = [MessageRow(*message) for message in found_messages]
    files = [FileRow(*file) for file in found_files]
    subjects = [*row.subjects(), *(s for m in shown for s in m.subjects()), *(f.subject_id for f in files)]
    opener = await keys.opener(workspace, subjects, own=True)
    public = sorted((m for m in shown if not m.note), key=lambda message: versions[message.id])
    frames = [frames_out.visitor_message(versions[m.id], m, files, opener) for m in public]
    more = len(page) > limit
    version = max(versions.values()) if more else row.visitor_version
    if not more and after < row.visitor_version:
        frames.append(frames_out.visitor_conversation(version, row, opener))
    return Missed(frames, str(version), more=more)


async def for_agent(gateway: Gateway, feed: Feed, after: str | None) -> Missed:
    """The events after a cursor. `None` means from now on; an unknown or too old one means resync."""
    if after is None:
        return Missed([], feed.cursor)
    place = Place.unseal(after, feed.cursor_key, feed.workspace)
    readers = gateway.readers[home_of(feed.workspace)]
    if place is None:
        return Missed([], feed.cursor, resync=True)
    ahead, found = await readers.read(
        feed.workspace,
        (AHEAD, {"xid": place.xid}),
        (READ, {"xid": place.xid, "id": place.id, "limit": MOST_AGENT_EVENTS + 1}),
    )
    if ahead[0][0] or len(found) > MOST_AGENT_EVENTS:
        return Missed([], feed.cursor, resync=True)
    events = [Seen.from_row(event) for event in found]
    frames = []
    for event, row, message, files in await fetch(readers, feed.workspace, events):
        subjects = [*row.subjects(), *(message.subjects() if message else ()), *(f.subject_id for f in files)]
        opener = await keys.opener(feed.workspace, subjects)
        cursor = place.seal(feed.cursor_key, feed.workspace)
        frames.append(frames_out.agent_event(event.id, event.kind, cursor, row, opener, message, files))
    cursor = place.seal(feed.cursor_key, feed.workspace)
    frames += [
        frames_out.gone(event.id, event.kind, cursor, event.conversation_id)
        for event in events
        if event.kind == ERASED and event.conversation_id
    ]
    for event in events:
        if not event.settled:
            break
        place = event.place
    return Missed(frames, place.seal(feed.cursor_key, feed.workspace))
