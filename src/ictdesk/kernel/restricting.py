"""What rooms do when a person is restricted, and when that ends (Art. 18 GDPR). They register here.

All of it runs in the workspace's scope, the beginning behind a door; what it changes may happen again.
"""

from collections.abc import Callable, Collection
from datetime import datetime
from uuid import UUID

from ictdesk.kernel.datamap.persons import Person

type Begin = Callable[[Person], None]
type End = Callable[[Person, datetime], None]
"""Takes the person and since when they were restricted."""

type Join = Callable[[UUID, Collection[UUID]], None]
"""Takes the key of somebody new, and keys of restricted people whom the same address names."""

_join: list[Join] = []
_begin: list[Begin] = []
_end: list[End] = []


def at_begin(act: Begin) -> None:
    _begin.append(act)


def at_end(act: End) -> None:
    _end.append(act)


def at_join(act: Join) -> None:
    _join.append(act)


def joined(subject: UUID, known: Collection[UUID]) -> None:
    for act in _join:
        act(subject, known)


type Came = Callable[[UUID, str, str], None]
"""Takes the key of a restricted person, the address from which they wrote, and the id of their mail."""

_came: list[Came] = []


def at_mail(act: Came) -> None:
    """Registers who answers when somebody who is restricted writes by mail."""
    _came.append(act)


def mail_came(subject: UUID, address: str, message_id: str) -> None:
    for act in _came:
        act(subject, address, message_id)


type Name = Callable[[Collection[UUID]], str]
"""Takes keys of a person; the number of the case by which they are restricted, or nothing."""

_name: list[Name] = []


def named_by(name: Name) -> None:
    _name.append(name)


def case_of(subjects: Collection[UUID]) -> str:
    """The number of the case by which a person is restricted; empty when they are not."""
    return next((found for name in _name if (found := name(subjects))), "")


def placed(person: Person) -> None:
    for act in _begin:
        act(person)


def lifted(person: Person, since: datetime) -> None:
    for act in _end:
        act(person, since)
