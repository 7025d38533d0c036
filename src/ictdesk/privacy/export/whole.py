"""A whole workspace as its organisation takes it along (Art. 28(3)(g) GDPR): every table and every file, of one moment.

tables/NAME.jsonl     a row in each line; what was sealed is open, what an erased person's key sealed is null
files/ID              the plain files
workspace.json        what the archive holds, with a hash of each member, and what was left out and why
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import msgspec
from django.db.models import BinaryField, Model

from ictdesk.kernel import clock
from ictdesk.kernel.blobs import store
from ictdesk.kernel.blobs.models import Blob
from ictdesk.kernel.clock import rfc3339
from ictdesk.kernel.datamap.fields import Impersonal, Personal, entry_of
from ictdesk.kernel.datamap.tables import cell_models
from ictdesk.kernel.errors import Gone
from ictdesk.kernel.home import home
from ictdesk.kernel.tenancy.snapshot import workspace_snapshot
from ictdesk.kernel.vault import keyring
from ictdesk.kernel.vault.sealed import SealedText
from ictdesk.privacy.export.about import map_hash
from ictdesk.privacy.export.models import WorkspaceExport
from ictdesk.privacy.export.zipping import Member, Written, zipped

FORMAT = "ictdesk/workspace/1"
CHUNK = 500
GATHER = 256 * 1024
ENCODER = msgspec.json.Encoder()
LEFT_OUT = {
    "workspace_key": "a key of this installation",
    "subject_key": "keys of this installation",
    "search_token": "follows from the messages",
    "idempotent_answer": "answers to programs, of the last day",
    "call_count": "counts calls of the last minutes",
}
"""Tables that say nothing to another desk."""
SECRET = re.compile(r"user\.authorization|system\.authentication")


@dataclass(slots=True)
class Whole:
    """One archive on its way; what it says of itself is known at its end."""

    workspace: UUID
    rows: dict[str, int] = field(default_factory=dict)
    files: int = 0
    missing: list[str] = field(default_factory=list)
    """Files that nobody can open or find any more."""
    written: Written = field(default_factory=Written)

    def pieces(self) -> Iterator[bytes]:
        """The ZIP. Reads in one snapshot, some hundred rows at a time; a file is held piece by piece."""
        with workspace_snapshot(self.workspace):
            yield from zipped(self._members(), self.written)

    def _members(self) -> Iterator[Member]:
        moment = clock.now()
        for model in cell_models():
            if model._meta.db_table not in LEFT_OUT:
                yield f"tables/{model._meta.db_table}.jsonl", self._lines(model)
        ours = WorkspaceExport.objects.filter(blob_id__isnull=False).values("blob_id")
        for blob in _all(Blob).exclude(id__in=ours).order_by("id").iterator(chunk_size=CHUNK):
            try:
                plain = store.read(blob)
                first = next(plain, b"")
            except Gone:  # also of an erased person
                self.missing.append(str(blob.id))
                continue
            self.files += 1
            yield f"files/{blob.id}", _after(first, plain)
        said = {
            "format": FORMAT,
            "name": home().name,
            "workspace": str(self.workspace),
            "snapshot_at": rfc3339(moment),
            "data_map": map_hash(),
            "rows": self.rows,
            "left_out": LEFT_OUT,
            "columns_left_out": {m._meta.db_table: gone for m in cell_models() if (gone := _secrets(m))},
            "missing_files": self.missing,
            "members": self.written.files,
        }
        yield "workspace.json", [msgspec.json.format(ENCODER.encode(said), indent=1)]

    def _lines(self, model: type[Model]) -> Iterator[bytes]:
        names, waiting, count = _told(model), bytearray(), 0
        for row in _chunked(model):
            waiting += ENCODER.encode({name: _value(row, name) for name in names}) + b"\n"
            count += 1
            if len(waiting) > GATHER:
                yield bytes(waiting)
                waiting.clear()
        self.rows[model._meta.db_table] = count
        yield bytes(waiting)


def _chunked(model: type[Model]) -> Iterator[Any]:
    """All rows in order; the keys of some hundred at once."""
    some: list[Any] = []
    for row in _all(model).order_by("id").iterator(chunk_size=CHUNK):
        some.append(row)
        if len(some) == CHUNK:
            yield from _with_keys(some)
            some = []
    yield from _with_keys(some)


def _with_keys(some: list[Any]) -> list[Any]:
    keyring.subject_keys({key for row in some if (key := getattr(row, "subject_id", None))})
    return some


def _told(model: type[Model]) -> list[str]:
    gone = set(_secrets(model))
    return [one.attname for one in model._meta.local_fields if one.attname not in gone | {"workspace_id"}]


def _secrets(model: type[Model]) -> list[str]:
    """Digests and keys, which open nothing elsewhere, and secrets of the organisation, which it has itself."""
    found = []
    for one in model._meta.local_fields:
        entry, sealed = entry_of(one), isinstance(one, SealedText)
        ours = sealed and isinstance(entry, Impersonal)
        private = isinstance(entry, Personal) and (
            SECRET.match(entry.category) is not None or (sealed and entry.access == "withhold")
        )
        if ours or private or (isinstance(one, BinaryField) and not sealed):
            found.append(one.attname)
    return found


def _value(row: Any, name: str) -> Any:
    try:
        return getattr(row, name)
    except keyring.Erased:
        return None


def _after(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _all(model: Any) -> Any:
    return model.objects.all()
