"""Pages of an archive with what was said, some hundred messages each, in the order of the conversations."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import batched, groupby
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from ictdesk.kernel.datamap.telling import told_of
from ictdesk.privacy.export.files import place
from ictdesk.privacy.export.json_file import SHORT
from ictdesk.privacy.export.passages import bars
from ictdesk.privacy.export.reading import Reader, Record
from ictdesk.privacy.export.words import REASONS
from ictdesk.privacy.export.zipping import Member

ON_A_PAGE = 400


@dataclass(frozen=True, slots=True)
class Page:
    """What the first page says of another one."""

    path: str
    first: datetime
    last: datetime
    count: int


def shown(value: Any) -> Any:
    """Safe in a page, with black bars."""
    if not isinstance(value, str):
        return "" if value is None else value
    return mark_safe(bars(escape(value), SHORT))  # noqa: S308 - escaped, and the bars are ours


def thread_pages(model: type[Model], reader: Reader, pages: list[Page]) -> Iterator[Member]:
    """The pages of one table; `pages` grows as they are written."""
    last_group: Any = None
    for number, records in enumerate(batched(reader.records(model, told_of(model).text), ON_A_PAGE), start=1):
        said, last_group = _said(model, records, reader, last_group)
        path = f"conversations/{number:05}.html"
        moments = [one["at"] for one in said]
        pages.append(Page(path, min(moments), max(moments), len(said)))
        context = {"said": said, "number": number, "root": "../", "language": get_language()}
        yield path, [render_to_string("archive/thread.html", context).encode(errors="replace")]


def _said(
    model: type[Model], records: tuple[Record, ...], reader: Reader, last: Any
) -> tuple[list[dict[str, Any]], Any]:
    told = told_of(model)
    groups = {getattr(one.row, told.group) for one in records}
    headings, files = _headings(model, groups, reader), _files(model, records, reader)
    beside = _beside(model, records, reader)
    said = []
    for one in records:
        group = getattr(one.row, told.group)
        said.append(
            {
                "begins": group != last,
                "heading": headings.get(group, ""),
                "who": one.who,
                "own": one.own,
                "inner": one.inner,
                "at": getattr(one.row, told.at),
                "text": shown(one.values.get(told.text)),
                "files": files.get(one.row.id, []),
                "beside": beside.get(one.row.id, []),
            }
        )
        last = group
    return said, last


def _headings(model: type[Model], groups: set[UUID], reader: Reader) -> dict[UUID, Any]:
    """What the conversations are called, in one walk."""
    parent = _parent(model, told_of(model).group)
    heading = told_of(parent).heading
    return (
        {one.row.id: shown(one.values.get(heading)) for one in reader.records(parent, heading, id__in=groups)}
        if heading
        else {}
    )


def _files(
    model: type[Model], records: tuple[Record, ...], reader: Reader
) -> dict[UUID, list[dict[str, Any]]]:
    """The files that belong to these rows, in one walk for each table that has some."""
    found: dict[UUID, list[dict[str, Any]]] = {}
    ids = [one.row.id for one in records]
    for other, column in _parts(model, reader):
        if not told_of(other).file:
            continue
        every = sorted(
            reader.parts(other, ids, told_of(other).file_name), key=lambda one: str(getattr(one.row, column))
        )
        for id_, theirs in groupby(every, key=lambda one: getattr(one.row, column)):
            found.setdefault(id_, []).extend(_file(other, one) for one in theirs)
    return found


def _beside(
    model: type[Model], records: tuple[Record, ...], reader: Reader
) -> dict[UUID, list[dict[str, Any]]]:
    """What was written beside these rows, such as corrections."""
    found: dict[UUID, list[dict[str, Any]]] = {}
    ids = [one.row.id for one in records]
    for other, column in _parts(model, reader):
        told = told_of(other)
        if told.file:
            continue
        for one in reader.parts(other, ids, told.text):
            said = {"text": shown(one.values.get(told.text)), "at": getattr(one.row, told.at)}
            found.setdefault(getattr(one.row, column), []).append(said)
    return found


def _parts(model: type[Model], reader: Reader) -> Iterator[tuple[type[Model], str]]:
    """The tables whose rows are shown with rows of this one, and by which column."""
    for other in reader.models():
        column = told_of(other).part_of
        if column and _parent(other, column) is model:
            yield other, column


def _file(model: type[Model], record: Record) -> dict[str, Any]:
    if record.file_withheld:
        return {"name": REASONS[record.file_withheld], "path": ""}
    return {"name": shown(record.values.get(told_of(model).file_name)), "path": place(model, record)}


def _parent(model: type[Model], column: str) -> Any:
    return model._meta.get_field(column.removesuffix("_id")).related_model
