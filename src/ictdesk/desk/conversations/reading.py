"""Runs the reading statements through Django, with the workspace in scope."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from ictdesk.desk.conversations import messages, rows
from ictdesk.desk.conversations.messages import FileRow, MessageRow
from ictdesk.desk.conversations.opener import Opener
from ictdesk.desk.conversations.rows import Row
from ictdesk.desk.conversations.shapes import (
    AttachmentShape,
    ConversationForAgent,
    ConversationForVisitor,
    MessageForAgent,
)
from ictdesk.kernel.tenancy import current_scope
from ictdesk.kernel.tenancy.planned import planned_cursor


def fetch(statement: str, parameters: dict[str, Any]) -> list[tuple[Any, ...]]:
    """All rows of a statement in the cell of the scope."""
    with planned_cursor() as cursor:
        cursor.execute(statement, parameters)
        rows_found: list[tuple[Any, ...]] = cursor.fetchall()
    return rows_found


def conversation_rows(ids: Iterable[UUID]) -> list[Row]:
    """The rows of these conversations, in the order of the ids."""
    wanted = list(ids)
    found = {row.id: row for row in rows.parse(fetch(rows.ROWS, {"ids": wanted}))} if wanted else {}
    return [found[id_] for id_ in wanted if id_ in found]


def conversations_shown(ids: Iterable[UUID]) -> list[ConversationForAgent]:
    """As agents see them, in the order of the ids. Two queries at most."""
    found = conversation_rows(ids)
    opener = Opener.for_subjects(current_scope().workspace, (s for row in found for s in row.subjects()))
    return [rows.for_agent(row, opener) for row in found]


def message_rows(
    statement: str, parameters: dict[str, Any]
) -> tuple[list[MessageRow], list[FileRow], Opener]:
    """Messages with their files and the keys to open them. Three queries at most."""
    found = [MessageRow(*row) for row in fetch(statement, parameters)]
    files = (
        [FileRow(*row) for row in fetch(messages.FILES, {"ids": [row.id for row in found]})] if found else []
    )
    subjects = [s for row in found for s in row.subjects()] + [file.subject_id for file in files]
    return found, files, Opener.for_subjects(current_scope().workspace, subjects)


def messages_shown(ids: Iterable[UUID]) -> list[MessageForAgent]:
    """As agents see them, by conversation and seq."""
    found, files, opener = message_rows(messages.BY_ID, {"ids": list(ids)})
    return [messages.for_agent(row, files, opener) for row in found]


def conversation_for_visitor(row: Row) -> ConversationForVisitor:
    """A row as its visitor sees it."""
    return rows.for_visitor(row, Opener.for_subjects(current_scope().workspace, row.subjects()))


def files_shown(ids: Iterable[UUID]) -> list[AttachmentShape]:
    """Files by their own ids, with fresh signed addresses."""
    found = [FileRow(*row) for row in fetch(messages.FILES_BY_ID, {"ids": list(ids)})]
    opener = Opener.for_subjects(current_scope().workspace, (file.subject_id for file in found))
    return [messages.file_shape(file, opener) for file in found]
