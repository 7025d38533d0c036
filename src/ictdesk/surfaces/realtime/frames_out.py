"""Builds the frames that go out, for agents and for visitors apart."""

from typing import Any
from uuid import UUID

from ictdesk.desk.conversations import messages, rows
from ictdesk.desk.conversations.append import Appended, Draft
from ictdesk.desk.conversations.messages import FileRow, MessageRow
from ictdesk.desk.conversations.opener import Opener
from ictdesk.desk.conversations.rows import Row
from ictdesk.kernel.clock import rfc3339


def ack(client_id: str, done: Appended, *, visitor: bool) -> dict[str, Any]:
    """The answer to a send. A visitor's seq counts public messages."""
    return {
        "t": "ack",
        "client_id": client_id,
        "id": str(done.id),
        "seq": (done.public_seq or 0) if visitor else done.seq,
        "at": rfc3339(done.at),
        "repeat": done.outcome == "repeat",
    }


def agent_event(
    event_id: UUID,
    kind: str,
    cursor: str,
    row: Row,
    opener: Opener,
    message: MessageRow | None,
    files: list[FileRow],
) -> dict[str, Any]:
    """One event as agents get it."""
    event: dict[str, Any] = {
        "id": str(event_id),
        "kind": kind,
        "cursor": cursor,
        "conversation": rows.for_agent(row, opener),
    }
    if message:
        event["message"] = messages.for_agent(message, files, opener)
    return {"t": "event", "event": event}


def gone(event_id: UUID, kind: str, cursor: str, conversation: UUID) -> dict[str, Any]:
    """Tells agents that a conversation was erased."""
    event = {"id": str(event_id), "kind": kind, "cursor": cursor, "gone": str(conversation)}
    return {"t": "event", "event": event}


def visitor_message(
    version: int, message: MessageRow, files: list[FileRow], opener: Opener
) -> dict[str, Any]:
    """A public message as its visitor gets it."""
    shown = messages.for_visitor(message, files, opener)
    return {"t": "event", "event": {"kind": "message", "cursor": str(version), "message": shown}}


def visitor_conversation(version: int, row: Row, opener: Opener) -> dict[str, Any]:
    """The conversation as its visitor sees it now."""
    shown = rows.for_visitor(row, opener)
    return {"t": "event", "event": {"kind": "conversation", "cursor": str(version), "conversation": shown}}


def appended_row(
    draft: Draft, done: Appended, row: Row, author: tuple[bytes | None, UUID | None]
) -> MessageRow:
    """The message row that the append statement wrote, without reading it again."""
    name, subject = author
    return MessageRow(
        id=done.id,
        conversation_id=draft.conversation_id,
        seq=done.seq,
        public_seq=done.public_seq,
        note=draft.note,
        author_kind=draft.author_kind,
        author_id=draft.author_id,
        subject_id=draft.subject_id,
        body=draft.body,
        client_id=draft.client_id,
        delivery="stored",
        created_at=done.at,
        edited_at=None,
        deleted_at=None,
        author_row=draft.author_id,
        author_name=name,
        author_subject=subject,
        mentions=[],  # whoever names somebody comes through a command, which is read again
    )
