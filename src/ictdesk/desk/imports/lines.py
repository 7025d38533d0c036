"""Reads exports that hold one JSON object in each line, however long they are.

A line is one object, or one answer of the other desk's API with many of them (`{"tickets": [...]}`). What must be
found again (who is user 42?) is looked up by its place in the file: an index on disk holds ids and
places, and nothing of a person.
"""

import json
import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from ictdesk.desk.imports.cases import Case, Skipped

type Row = dict[str, Any]

LONGEST_LINE = 64 * 1024 * 1024
PAGES_KEPT = 4


class BadExport(Exception):
    """The export as a whole has not the form that was asked for."""


class Table:
    """One file of an export. `names` are the words under which an API's answer holds its objects."""

    def __init__(self, path: Path, *names: str) -> None:
        self.path, self._names = path, names
        self._index: sqlite3.Connection | None = None
        self._pages: OrderedDict[int, list[Row]] = OrderedDict()

    def size(self) -> int:
        return self.path.stat().st_size

    def close(self) -> None:
        """Drops the index."""
        if self._index is not None:
            self._index.close()

    def cases(self, build: Callable[[str, Row], Case]) -> Iterator[tuple[int, str, Case | Skipped]]:
        """What `build` makes of every row, with how far the file is read and the row's id."""
        for place, row in self.rows():
            if isinstance(row, Skipped):
                yield place, "?", row
                continue
            id_ = str(row.get("id", "?"))
            try:
                yield place, id_, build(id_, row)
            except Skipped as why:
                yield place, id_, why

    def rows(self) -> Iterator[tuple[int, Row | Skipped]]:
        """Every object with how far into the file it ends; what cannot be read comes as the reason why."""
        with self.path.open("rb") as file:
            for _, end, page in self._lines(file):
                for row in page:
                    yield end, row

    def find(self, key: str, value: object) -> list[Row]:
        """The objects whose `key` is this value, in their order."""
        if self._index is None:
            self._index = self._indexed(key)
        places = self._index.execute(
            "select place, turn from at where id = ? order by place, turn", [str(value)]
        )
        return [self._page(place)[turn] for place, turn in places.fetchall()]

    def _indexed(self, key: str) -> sqlite3.Connection:
        index = sqlite3.connect("")  # a file of SQLite's own, without a name, gone with this process
        index.execute("create table at (id text, place integer, turn integer)")
        with self.path.open("rb") as file:
            for place, _, page in self._lines(file):
                found = ((str(row[key]), place, n) for n, row in enumerate(_plain(page)) if key in row)
                index.executemany("insert into at values (?, ?, ?)", found)
        index.execute("create index at_id on at (id)")
        return index

    def _page(self, place: int) -> list[Row]:
        if place not in self._pages:
            with self.path.open("rb") as file:
                file.seek(place)
                self._pages[place] = _plain(self._objects(file.readline()))
            if len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
        self._pages.move_to_end(place)
        return self._pages[place]

    def _lines(self, file: BinaryIO) -> Iterator[tuple[int, int, list[Row | Skipped]]]:
        end = 0
        while line := file.readline(LONGEST_LINE):
            place, end = end, file.tell()
            if len(line) == LONGEST_LINE:
                raise BadExport(
                    f"{self.path.name} has a line of more than 64 MB: write one object in each line."
                )
            if line.strip():
                yield place, end, self._objects(line)

    def _objects(self, line: bytes) -> list[Row | Skipped]:
        try:
            read = json.loads(line)
        except (ValueError, RecursionError):
            return [Skipped("a line is not JSON")]
        if isinstance(read, dict) and (held := _held(read, self._names)) is not None:
            read = held
        rows = read if isinstance(read, list) else [read]
        return [row if isinstance(row, dict) else Skipped("a line holds no object") for row in rows]


def _plain(page: list[Row | Skipped]) -> list[Row]:
    """The same objects in their places, empty ones where something could not be read."""
    return [row if isinstance(row, dict) else {} for row in page]


def _held(answer: Row, names: tuple[str, ...]) -> list[Any] | None:
    """The objects in an answer of an API: under one of the names, or under `data` before it."""
    inner = answer.get("data")
    for outer in (answer, inner if isinstance(inner, dict) else {}):
        for name in names:
            if isinstance(outer.get(name), list):
                return list(outer[name])
    return None


def table(folder: Path, name: str, *names: str) -> Table | None:
    """The file of this name with one of the usual endings, or None when the export has none."""
    for ending in (".ndjson", ".jsonl", ".json"):
        path = folder / f"{name}{ending}"
        if path.is_file():
            return Table(path, *names)
    return None
