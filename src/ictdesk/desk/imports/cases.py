"""A conversation of another desk, in the one form that every reader makes of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

type Category = Literal["open", "waiting", "snoozed", "solved"]
type Source = Literal["zendesk", "chatwoot", "mbox", "bundle", "sample"]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who wrote. `id` is how the other desk tells people apart."""

    id: str
    name: str = ""
    email: str = ""
    phone: str = ""
    team: bool = False
    """Whether they were of the team over there."""


@dataclass(frozen=True, slots=True)
class File:
    """A file of a message; `read` opens it when its turn comes."""

    name: str
    read: Callable[[], bytes]
    mail: bool = False
    """Whether it is a raw mail."""


@dataclass(slots=True)
class Said:
    """One message or note. No author: the other desk itself said it."""

    id: str
    at: datetime
    text: str
    author: Person | None = None
    note: bool = False
    files: list[File] = field(default_factory=list)


@dataclass(slots=True)
class Case:
    """One conversation, whole."""

    id: str
    requester: Person
    at: datetime
    said: list[Said]
    subject: str = ""
    channel: Literal["chat", "mail", "form", "api"] = "mail"
    category: Category = "open"
    until: datetime | None = None
    """Until when it sleeps."""
    priority: Literal["low", "normal", "high", "urgent"] = "normal"
    tags: list[str] = field(default_factory=list)
    assignee: str = ""
    """Their e-mail address."""
    team: str = ""
    type: str = ""
    fields: list[tuple[str, object]] = field(default_factory=list)
    """Name or key over there, and the value."""
    ticket: bool = True
    remark: str = ""
    """What else the team should know."""


class Skipped(Exception):
    """This one is not taken, and why."""
