"""Who was given what about a person. Each room registers what it has handed on, from the rows that prove it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from ictdesk.kernel.datamap.persons import Person

type Kind = Literal["inside", "carrier", "copy", "program", "agent", "noted", "transfer"]
"""`inside`: the team. `carrier`: it moves our mail. `copy`: somebody else who got mails of a conversation. `program`: it
read by the API. `agent`: who acted for the person and took an archive. `noted`: written down by hand. `transfer`: another
controller, to whom the person had it sent (Art. 20(2) GDPR)."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody outside, or the circle of people inside (Art. 4(9) GDPR)."""

    name: str
    what: str
    """What they got."""
    why: str
    kind: Kind = "inside"
    key: str = ""
    """The id or code under which the room that knows them finds them again."""
    last: datetime | None = None
    """When they got the last of it, where that is known."""
    threads: tuple[int, ...] = ()
    """Numbers of conversations that they know it by."""
    secret: bool = False
    """Whether the person must not hear of it, since a law forbids to tell."""


@dataclass(frozen=True, slots=True)
class Known:
    """A recipient as their room knows them now. `address` is empty where no mail may go to them."""

    name: str
    address: str = ""
    language: str = ""
    alive: bool = True
    """Whether it can still act, such as a program whose key was not withdrawn."""


type Source = Callable[[Person], Iterable[Recipient]]
type Finder = Callable[[str], Known | None]

_sources: list[Source] = []
_finders: dict[Kind, Finder] = {}


def register(source: Source) -> Source:
    _sources.append(source)
    return source


def found_by(kind: Kind, finder: Finder) -> None:
    """Registers who knows recipients of a kind by their key."""
    _finders[kind] = finder


def recipients(person: Person) -> list[Recipient]:
    """All of them, in the workspace in scope. What the rooms know of a person goes with the person: ask before."""
    return [one for source in _sources for one in source(person)]


def known(kind: Kind, key: str) -> Known | None:
    """None for one who is gone, or whom nobody knows."""
    finder = _finders.get(kind)
    return finder(key) if finder else None
