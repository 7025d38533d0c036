"""Whom the request, socket or job under way is about: noted by whoever finds out, read by the personal stream."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID


@dataclass(slots=True)
class About:
    """What is known so far. The path is without its query, which may hold what somebody typed."""

    source: str
    ip: str | None = None
    method: str = ""
    path: str = ""
    workspace: UUID | None = None
    user: UUID | None = None
    contact: UUID | None = None


_about: ContextVar[About | None] = ContextVar("logged_about", default=None)


def current() -> About | None:
    """None outside of anything that is noted."""
    return _about.get()


@contextmanager
def noting(about: About) -> Iterator[About]:
    """While inside, and in threads that were given this context, `note` adds to it."""
    token = _about.set(about)
    try:
        yield about
    finally:
        _about.reset(token)


def note(*, workspace: UUID | None = None, user: UUID | None = None, contact: UUID | None = None) -> None:
    """Adds what was found out; nothing outside of `noting`."""
    about = _about.get()
    if about is None:
        return
    if workspace is not None:
        about.workspace = workspace
    if user is not None:
        about.user = user
    if contact is not None:
        about.contact = contact
