"""Looks through what will be told for other people."""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import Model

from ictdesk.kernel.datamap.persons import person_of
from ictdesk.kernel.datamap.telling import told_of
from ictdesk.kernel.tenancy import workspace_snapshot
from ictdesk.kernel.vault import doors
from ictdesk.privacy.export import columns, places
from ictdesk.privacy.export.commands import Suggestion
from ictdesk.privacy.export.knowing import known_for
from ictdesk.privacy.export.models import Bundle
from ictdesk.privacy.export.reading import Reader, Record
from ictdesk.privacy.export.redacting import FILE, Redactor, digest_of

MOST = 20_000
"""So many passages are kept for a reviewer. Whatever is beyond stays withheld as unread."""


def scan(workspace: UUID, bundle: Bundle) -> list[Suggestion]:
    """In the texts of others: what the person wrote they know. Files that only the team saw are suggested whole."""
    found: list[Suggestion] = []
    with workspace_snapshot(workspace), doors.opened_wide("rights"):
        person = person_of(subjects=places.people_of(bundle.request_id))
        redactor = Redactor(bundle.request_id, known_for(person))
        reader = Reader(person, "access", redactor)
        for model in reader.models():
            if told_of(model).file or any(one.reviewed for one in columns.told(model, "access")):
                for record in reader.records(model):
                    found += _in_texts(model, record, redactor)
                    found += _whole_file(model, record)
                    if len(found) >= MOST:
                        return found[:MOST]
    return found


def _in_texts(model: type[Model], record: Record, redactor: Redactor) -> Iterator[Suggestion]:
    for column in columns.told(model, "access"):
        if not column.reviewed or record.own or record.values[column.name] is None:
            continue
        text = getattr(record.row, column.name) if _opens(record, column.name) else None
        if isinstance(text, str):
            digest = digest_of(text)
            for start, end, kind, reason in redactor.suggested(text):
                yield Suggestion(
                    model._meta.db_table, record.row.id, column.name, start, end, digest, kind, reason
                )


def _opens(record: Record, column: str) -> bool:
    """A sealed value that was told at all has been opened already."""
    return isinstance(record.row.__dict__.get(column), str)


def _whole_file(model: type[Model], record: Record) -> Iterator[Suggestion]:
    if told_of(model).file and not told_of(model).is_mail and record.inner:
        yield Suggestion(model._meta.db_table, record.row.id, FILE, 0, 0, bytes(16), "file", "others")
