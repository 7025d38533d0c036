"""One CSV file for each table that has rows, as spreadsheets open it (RFC 4180, with a mark for UTF-8)."""

import csv
import io
import json
from collections.abc import Iterator
from itertools import batched
from typing import Any

from django.db.models import Model

from ictdesk.kernel.datamap.telling import told_of
from ictdesk.privacy.export import columns
from ictdesk.privacy.export.json_file import row
from ictdesk.privacy.export.reading import Reader
from ictdesk.privacy.export.zipping import Member

BOM = "\ufeff"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
MANY = 200


def csv_files(reader: Reader) -> Iterator[Member]:
    for model in reader.models():
        if reader.rows(model).exists():
            yield f"csv/{model._meta.db_table}.csv", _lines(model, reader)


def _lines(model: type[Model], reader: Reader) -> Iterator[bytes]:
    names = [one.name for one in columns.told(model, reader.variant)]
    names += [*told_of(model).also, *(["file"] if told_of(model).file else [])]
    yield (BOM + _text([names])).encode()
    for records in batched(reader.records(model), MANY):
        rows = (row(model, record) for record in records)
        yield _text([[_cell(one.get(name)) for name in names] for one in rows]).encode(errors="replace")


def _text(rows: list[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def _cell(value: Any) -> str:
    """What a spreadsheet would compute gets a sign before it: it shows the text and runs nothing."""
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA) else text
