"""How the rows of a table are told to the person whom they are about. Each room says it of its own tables.

A table of which nobody says anything is told all the same, with the plain names of its columns.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from ictdesk.kernel.datamap.fields import Personal
from ictdesk.kernel.datamap.persons import Person


@dataclass(frozen=True, slots=True)
class Told:
    """Names of columns, each empty where there is none."""

    title: object
    order: tuple[str, ...] = ("id",)
    group: str = ""
    """Rows with the same value belong together, such as the messages of a thread."""
    author: str = ""
    """A lookup of who wrote it: the id of a contact or a member."""
    author_kind: str = ""
    """A lookup of whether that is a contact; without it, it is one."""
    ours: bool = False
    """Whether the team wrote it, always."""
    at: str = ""
    text: str = ""
    heading: str = ""
    """What a row is called by."""
    inner: str = ""
    """A lookup that is true where only the team sees the row."""
    part_of: str = ""
    """The row of another table with which it is shown."""
    file: str = ""
    """The id of a sealed file, which belongs to the answer."""
    file_name: str = ""
    is_mail: bool = False
    """Whether the file is a raw mail."""
    left_out: tuple[str, ...] = ()
    """Columns that say nothing to anybody outside."""
    also: tuple[str, ...] = ()
    """Lookups whose values are told too, such as the name of what a row refers to."""
    entry: Callable[[Any], Personal] | None = None
    """For rows that have an entry of their own in the data map; it holds for their personal columns."""
    related: str = ""
    """What is read along for `entry`."""


_told: dict[type[Model], Told] = {}
_cards: list[Callable[[Person], str]] = []


def tell(model: type[Model], told: Told) -> None:
    """Says how a table is told."""
    _told[model] = told


def told_of(model: type[Model]) -> Told:
    """What was said of a table, or that there is nothing to say."""
    return _told.get(model) or Told(title=model._meta.db_table.replace("_", " ").capitalize())


def card_by(make: Callable[[Person], str]) -> None:
    """Registers who writes a person's card (vCard 4, RFC 6350)."""
    _cards[:] = [make]


def card_of(person: Person) -> str:
    """Their card, empty where nobody writes one. Needs the workspace in scope."""
    return _cards[0](person) if _cards else ""
