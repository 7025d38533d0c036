"""A person of one workspace, and every row that tells of them.

The kernel knows no contacts: the room that does registers how a person is found (`find_by`).
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet

from ictdesk.kernel.datamap.among import among
from ictdesk.kernel.datamap.paths import Way
from ictdesk.kernel.datamap.tables import paths_of, table

type Rows = QuerySet[Any]


@dataclass(frozen=True, slots=True)
class Person:
    """The ids and digests under which one workspace knows somebody. A merged contact has several."""

    contacts: frozenset[UUID] = frozenset()
    subjects: frozenset[UUID] = frozenset()
    digests: frozenset[bytes] = frozenset()
    """Of e-mail addresses that are theirs: nobody else claims them, or they proved them."""
    members: frozenset[UUID] = frozenset()
    kept: frozenset[UUID] = frozenset()
    """Threads of theirs that stay for now, for whoever erases."""


type Finder = Callable[[Collection[UUID], Collection[UUID]], Person]
"""Takes ids of contacts and of keys; returns the person or persons behind them."""

_finder: list[Finder] = []


def find_by(finder: Finder) -> None:
    _finder[:] = [finder]


def person_of(*, contacts: Collection[UUID] = (), subjects: Collection[UUID] = ()) -> Person:
    """The person behind contacts or keys, with everything that was merged into them."""
    return _finder[0](contacts, subjects)


def rows_of(model: type[Model], person: Person) -> Rows:
    """The rows of one table that tell of this person; each once. Needs the workspace in scope."""
    found = [_by(model, way, person) for way in paths_of(model).ways]
    if len(found) == 1:
        return found[0]
    ids = [rows.order_by().values("id") for rows in found]
    return _all(model).filter(id__in=ids[0].union(*ids[1:])) if ids else _all(model).none()


def _by(model: type[Model], way: Way, person: Person) -> Rows:
    name = "id" if way.kind == "named" else way.column
    known: dict[str, Any] = {
        "contact": person.contacts,
        "subject": person.subjects,
        "digest": person.digests,
        "member": person.members,
    }
    if way.kind in known:
        rows = _all(model).filter(among(name, known[way.kind]), **dict(way.given))
    else:
        there = rows_of(table(way.table), person).order_by()
        found = there.values("id" if way.kind == "via" else way.column)
        rows = _all(model).filter(**{f"{name}__in": found}, **dict(way.given))
    return rows.filter(**{f"{way.unless}__isnull": True}) if way.unless else rows


def _all(model: Any) -> Rows:
    return model.objects.all()  # type: ignore[no-any-return]
