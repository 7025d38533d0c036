"""Messages as they are shown: read by one statement, by Django and by the gateway alike."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from ictdesk.desk.conversations import links
from ictdesk.desk.conversations.opener import Opener
from ictdesk.desk.conversations.shapes import (
    AttachmentShape,
    AuthorShape,
    CorrectionShape,
    MessageForAgent,
    MessageForVisitor,
)
from ictdesk.kernel.clock import rfc3339

COLUMNS = """
select m.id, m.conversation_id, m.seq, m.public_seq, m.note, m.author_kind, m.author_id, m.subject_id, m.body,
  m.client_id, m.delivery, m.created_at, m.edited_at, m.deleted_at,
  coalesce(p.id, cm.id, ct.id), coalesce(p.name, cm.name, ct.name), coalesce(p.subject_id, cm.subject_id, ct.subject_id),
  array(select q.member_id from mention q
    where q.workspace_id = m.workspace_id and q.message_id = m.id order by q.member_id),
  (select json_agg(json_build_array(k.id, encode(k.text, 'hex'), k.made_at, k.author_kind, k.author_id) order by k.made_at, k.id)
    from message_correction k where k.workspace_id = m.workspace_id and k.message_id = m.id)
from message m
left join member p on p.workspace_id = m.workspace_id and p.id = m.author_id and m.author_kind = 'member'
left join contact ct on ct.workspace_id = m.workspace_id and ct.id = m.author_id and m.author_kind = 'contact'
left join contact cm on cm.workspace_id = ct.workspace_id and cm.id = ct.merged_into_id
join subject_key k on k.workspace_id = m.workspace_id and k.id = m.subject_id
"""
"""The join leaves out what is said with restricted people: their keys are hidden (see `kernel/vault/doors.py`)."""
BY_ID = COLUMNS + "where m.id = any(%(ids)s) order by m.conversation_id, m.seq"
PAGE_AFTER = COLUMNS + (
    "where m.conversation_id = %(conversation)s and m.seq > %(after)s and m.seq < %(before)s "
    "and (%(notes)s or not m.note) order by m.seq limit %(limit)s"
)
PAGE_BEFORE = COLUMNS + (
    "where m.conversation_id = %(conversation)s and m.seq > %(after)s and m.seq < %(before)s "
    "and (%(notes)s or not m.note) order by m.seq desc limit %(limit)s"
)
FILE_COLUMNS = """
select a.id, a.message_id, a.subject_id, a.name, a.content_type, a.size, a.width, a.height, a.preview_id
from attachment a
"""
FILES = FILE_COLUMNS + "where a.message_id = any(%(ids)s) order by a.created_at, a.id"
FILES_BY_ID = FILE_COLUMNS + "where a.id = any(%(ids)s) order by a.created_at, a.id"


class MessageRow(NamedTuple):
    id: UUID
    conversation_id: UUID
    seq: int
    public_seq: int | None
    note: bool
    author_kind: str
    author_id: UUID | None
    subject_id: UUID
    body: bytes
    client_id: UUID
    delivery: str
    created_at: datetime
    edited_at: datetime | None
    deleted_at: datetime | None
    author_row: UUID | None
    author_name: bytes | None
    author_subject: UUID | None
    mentions: list[UUID]
    corrections: list[list[str]] | None = None

    def subjects(self) -> tuple[UUID | None, ...]:
        return self.subject_id, self.author_subject


class FileRow(NamedTuple):
    id: UUID
    message_id: UUID
    subject_id: UUID
    name: bytes
    content_type: str
    size: int
    width: int | None
    height: int | None
    preview_id: UUID | None


def for_agent(row: MessageRow, files: list[FileRow], opener: Opener) -> MessageForAgent:
    return {
        "id": str(row.id),
        "conversation_id": str(row.conversation_id),
        "seq": row.seq,
        "kind": "note" if row.note else "public",
        "author": author_of(row, opener),
        "body": _body(row, opener),
        "at": rfc3339(row.created_at),
        "edited_at": rfc3339(row.edited_at) if row.edited_at else None,
        "deleted": row.deleted_at is not None,
        "client_id": str(row.client_id),
        "delivery": row.delivery,  # type: ignore[typeddict-item]
        "attachments": attachments(row, files, opener),
        "mentions": [str(member) for member in row.mentions],
        "corrections": corrections(row, opener),
    }


def for_visitor(row: MessageRow, files: list[FileRow], opener: Opener) -> MessageForVisitor:
    """Raises `ValueError` for a note: there is no form of it that a visitor could get."""
    if row.note or row.public_seq is None:
        raise ValueError("a note has no form for visitors")
    author = author_of(row, opener)
    mine = row.author_kind == "contact"
    return {
        "id": str(row.id),
        "seq": row.public_seq,
        "author": "visitor" if mine else "system" if row.author_kind == "system" else "agent",
        "author_name": "" if mine else author["name"],
        "body": _body(row, opener),
        "at": rfc3339(row.created_at),
        "edited_at": rfc3339(row.edited_at) if row.edited_at else None,
        "deleted": row.deleted_at is not None,
        "client_id": str(row.client_id) if mine else None,
        "attachments": attachments(row, files, opener),
    }


def attachments(row: MessageRow, files: list[FileRow], opener: Opener) -> list[AttachmentShape]:
    if row.deleted_at is not None:
        return []
    return [file_shape(file, opener) for file in files if file.message_id == row.id]


def file_shape(file: FileRow, opener: Opener) -> AttachmentShape:
    """A file with addresses that are signed and good for an hour."""
    return {
        "id": str(file.id),
        "name": opener.text(file.subject_id, "attachment", "name", file.id, file.name),
        "type": file.content_type,
        "size": file.size,
        "width": file.width,
        "height": file.height,
        "url": links.file_url(opener.workspace, file.id, preview=False),
        "preview_url": links.file_url(opener.workspace, file.id, preview=True) if file.preview_id else None,
    }


def corrections(row: MessageRow, opener: Opener) -> list[CorrectionShape]:
    """What stands beside it, oldest first."""
    return [
        {
            "id": id_,
            "text": opener.text(row.subject_id, "message_correction", "text", UUID(id_), bytes.fromhex(text)),
            "at": rfc3339(datetime.fromisoformat(at)),
            "by": by if kind == "member" else None,
        }
        for id_, text, at, kind, by in row.corrections or []
    ]


def _body(row: MessageRow, opener: Opener) -> str:
    return "" if row.deleted_at else opener.text(row.subject_id, "message", "body", row.id, row.body)


def author_of(row: MessageRow, opener: Opener) -> AuthorShape:
    table = "member" if row.author_kind == "member" else "contact"
    author = (row.author_row if row.author_kind == "contact" else None) or row.author_id
    return {
        "kind": row.author_kind,  # type: ignore[typeddict-item]
        "id": str(author) if author else None,
        "name": opener.text(row.author_subject, table, "name", row.author_row, row.author_name),
    }
