"""The files of a person: opened on their way into the archive, and where in it they lie."""

import re
from collections.abc import Iterator
from itertools import batched
from typing import Any

from django.db.models import Model

from ictdesk.kernel.blobs import store
from ictdesk.kernel.blobs.models import Blob
from ictdesk.kernel.datamap.telling import told_of
from ictdesk.kernel.errors import Gone
from ictdesk.kernel.vault import keyring
from ictdesk.privacy.export.letters import without_routes
from ictdesk.privacy.export.passages import OPEN
from ictdesk.privacy.export.reading import Reader, Record
from ictdesk.privacy.export.withholding import Withheld
from ictdesk.privacy.export.zipping import Member

MANY = 100
LONGEST = 80


def place(model: type[Model], record: Record) -> str:
    """Where its file lies: names of people's files are cut down to letters that no system reads as a path."""
    told = told_of(model)
    if told.is_mail:
        return f"mails/{record.row.id}.eml"
    said = str(record.values.get(told.file_name) or "")
    name = re.sub(r"[^\w.-]+", "_", "file" if OPEN in said else said)[-LONGEST:].strip("._") or "file"
    return f"files/{record.row.id}/{name}"


def files_of(model: type[Model], reader: Reader, withheld: Withheld) -> Iterator[Member]:
    """Every file of a table that may be told; `withheld` learns which are gone."""
    for records in batched(reader.records(model, told_of(model).file_name), MANY):
        blobs = _blobs(model, records)
        for record in records:
            table, row = model._meta.db_table, str(record.row.id)
            if record.file_withheld:
                continue
            try:
                pieces = store.read(blobs[getattr(record.row, told_of(model).file)])
            except (KeyError, Gone):
                withheld.file(table, row, "missing")
                continue
            yield place(model, record), without_routes(pieces) if told_of(model).is_mail else pieces


def _blobs(model: type[Model], records: tuple[Record, ...]) -> dict[Any, Blob]:
    """Those that are there and can be opened, in two queries."""
    column = told_of(model).file
    found = list(Blob.objects.filter(id__in=[getattr(one.row, column) for one in records]))
    alive = keyring.subject_keys({one.subject_id for one in found})
    return {one.id: one for one in found if one.subject_id in alive}
