"""The data map as a picture: who, what, where, why and how long, with a line wherever a field leads from one to the next.

Places are counted, not measured: the columns are as wide as the page lets them be, the rows have one height.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from ictdesk.kernel.datamap.bases import ARTICLES, bases_of
from ictdesk.kernel.datamap.fields import Personal
from ictdesk.kernel.datamap.registry import Row
from ictdesk.kernel.datamap.words import RETENTION_WORDS
from ictdesk.surfaces.dashboard.words import CLASS_WORDS, ROOM_WORDS, SUBJECT_WORDS

COLUMNS = {
    "who": _("Who"),
    "what": _("What"),
    "where": _("Where"),
    "why": _("Why"),
    "long": _("Kept from"),
}
HEAD, ROW = 32, 52
WIDE, COLUMN = 1000, 150
"""Of the picture and of a column, in parts of its width: the style sheet has the same."""
THICKEST = 9


class Field(NamedTuple):
    """One way of one field through the picture, a key in each column."""

    keys: tuple[str, ...]
    row: Row


@dataclass(frozen=True, slots=True)
class Node:
    """A box: `on` when the chosen one's fields pass through it."""

    key: str
    word: object
    count: int
    on: bool
    chosen: bool


@dataclass(frozen=True, slots=True)
class Line:
    """From one box to the next, as an SVG path."""

    path: str
    width: float
    on: bool


@dataclass(frozen=True, slots=True)
class Picture:
    columns: list[tuple[object, list[Node]]]
    lines: list[Line]
    height: int
    fields: list[Row]
    """What passes through the chosen box; all where none is chosen."""


def ways(rows: Iterable[Row]) -> Iterator[Field]:
    """Every way of every field that is about people."""
    for row in rows:
        entry = row.entry
        if not isinstance(entry, Personal):
            continue
        what, where = ".".join(entry.category.split(".")[:2]), _room(row.table)
        for who in entry.subjects:
            for why in sorted(bases_of(entry.purposes)):
                keys = (who, what, where, why, entry.retention)
                yield Field(tuple(f"{c}-{k}" for c, k in zip(COLUMNS, keys, strict=True)), row)


def draw(rows: Iterable[Row], chosen: str) -> Picture:
    """Of these fields; an unknown choice is none."""
    found = list(ways(rows))
    through = [one for one in found if chosen in one.keys] or found
    on = {key for one in through for key in one.keys}
    order = [_counted(found, at) for at in range(len(COLUMNS))]
    columns: list[tuple[object, list[Node]]] = [
        (word, [Node(key, _word(key), count, key in on, key == chosen) for key, count in order[at].items()])
        for at, word in enumerate(COLUMNS.values())
    ]
    height = HEAD + ROW * max((len(one) for one in order), default=0)
    fields = list({(one.row.table, one.row.column): one.row for one in through}.values())
    return Picture(columns, list(_lines(found, through, order)), height, fields)


def _counted(found: list[Field], at: int) -> dict[str, int]:
    """Keys of one column with their fields, the most first."""
    fields = {(one.keys[at], one.row.table, one.row.column) for one in found}
    return dict(sorted(Counter(key for key, _t, _c in fields).items(), key=lambda one: (-one[1], one[0])))


def _lines(found: list[Field], through: list[Field], order: list[dict[str, int]]) -> Iterator[Line]:
    places = {key: place for column in order for place, key in enumerate(column)}
    for at, _pair in enumerate(pairwise(COLUMNS)):
        every = Counter((one.keys[at], one.keys[at + 1]) for one in found)
        shown = {(one.keys[at], one.keys[at + 1]) for one in through}
        most = max(every.values(), default=1)
        for (left, right), count in sorted(every.items()):
            width = round(1 + (THICKEST - 1) * count / most, 1)
            yield Line(_path(at, places[left], places[right]), width, (left, right) in shown)


def _path(at: int, left: int, right: int) -> str:
    """From the right edge of a box to the left edge of one in the next column."""
    step = (WIDE - COLUMN) / (len(COLUMNS) - 1)
    begin, end = at * step + COLUMN, (at + 1) * step
    middle = (begin + end) / 2
    here, there = (HEAD + place * ROW + (ROW - 8) / 2 for place in (left, right))
    return f"M{begin:g} {here:g}C{middle:g} {here:g} {middle:g} {there:g} {end:g} {there:g}"


def _room(table: str) -> str:
    """The part of the desk that a table belongs to; accounts and sign-in, for tables of packages."""
    found = {model._meta.db_table: model._meta.app_label for model in apps.get_models()}
    label = found.get(table, "people")
    return label if label in ROOM_WORDS else "people"


def _word(key: str) -> object:
    column, _dash, code = key.partition("-")
    if column == "why":
        return f"{WHY_WORDS[code]} ({ARTICLES[code]})"  # type: ignore[index]
    words = {"who": SUBJECT_WORDS, "what": CLASS_WORDS, "where": ROOM_WORDS, "long": RETENTION_WORDS}
    return words[column].get(code, code)


WHY_WORDS = {
    "consent": _("Consent"),
    "contract": _("Contract"),
    "obligation": _("Law"),
    "interest": _("Interest"),
}
