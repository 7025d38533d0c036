"""`data.json`: everything for programs, by the published schema, written row by row."""

from collections.abc import Iterator
from typing import Any

import msgspec
from django.db.models import Model

from ictdesk.kernel.clock import rfc3339
from ictdesk.kernel.datamap.bundle_shapes import FORMAT, VERSION, ColumnShape
from ictdesk.kernel.datamap.telling import told_of
from ictdesk.privacy.export import columns
from ictdesk.privacy.export.about import About
from ictdesk.privacy.export.files import place
from ictdesk.privacy.export.passages import OPEN, plain
from ictdesk.privacy.export.reading import Reader, Record
from ictdesk.privacy.export.withholding import Withheld
from ictdesk.privacy.export.words import REASONS

ENCODER = msgspec.json.Encoder()
SHORT = {code: str(word) for code, word in REASONS.items()}
GATHER = 256 * 1024


def data_json(about: About, reader: Reader, withheld: Withheld) -> Iterator[bytes]:
    """In pieces of some size. What is withheld is noted on the way and stands at the end."""
    head = {
        "format": FORMAT,
        "version": VERSION,
        "variant": about.variant,
        "controller": about.controller,
        "snapshot_at": rfc3339(about.snapshot_at),
        "data_map": about.map_hash,
    }
    yield ENCODER.encode(head)[:-1] + b',"tables":['
    for number, model in enumerate(reader.models()):
        yield b"," if number else b""
        yield from _table(model, reader, withheld)
    if about.variant == "access":
        for model in reader.silent():
            withheld.columns_of(model)
        withheld.of_packages()
    yield b'],"withheld":' + ENCODER.encode(withheld.entries) + b"}"


def _table(model: type[Model], reader: Reader, withheld: Withheld) -> Iterator[bytes]:
    table = model._meta.db_table
    shapes = [_shape(one) for one in columns.told(model, reader.variant)]
    shapes += [ColumnShape(lookup, "", "", [], "") for lookup in told_of(model).also]
    head = {"table": table, "title": str(told_of(model).title), "columns": shapes}
    yield ENCODER.encode(head)[:-1] + b',"rows":['
    waiting, first = bytearray(), True
    for record in reader.records(model):
        for column, value in record.values.items():
            withheld.passages(table, str(record.row.id), column, value)
        if record.file_withheld:
            withheld.file(table, str(record.row.id), record.file_withheld)
        waiting += (b"" if first else b",") + ENCODER.encode(row(model, record))
        first = False
        if len(waiting) > GATHER:
            yield bytes(waiting)
            waiting.clear()
    if reader.variant == "access" and not first:
        withheld.columns_of(model)
    yield bytes(waiting) + b"]}"


def row(model: type[Model], record: Record) -> dict[str, Any]:
    """One row for programs; bars are words in brackets."""
    values = {name: unbarred(value) for name, value in record.values.items()}
    if told_of(model).file and not record.file_withheld:
        values["file"] = place(model, record)
    return values


def unbarred(value: Any) -> Any:
    if isinstance(value, str):
        return plain(value, SHORT) if OPEN in value else value
    if isinstance(value, list):
        return [unbarred(one) for one in value]
    return {key: unbarred(one) for key, one in value.items()} if isinstance(value, dict) else value


def _shape(column: columns.Column) -> ColumnShape:
    entry = column.entry
    if entry is None:
        return ColumnShape(column.name, "", "", [], "")
    return ColumnShape(column.name, entry.category, entry.source, list(entry.purposes), entry.retention)
