"""Whose a workspace was, for the room that ends it and does not know its people: the desk registers who answers."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class People:
    """Of the workspace in scope."""

    owners: Callable[[], list[str]]
    """The addresses of those who own it."""
    leave: Callable[[], int]
    """Closes every member's sockets, takes their seats and the accounts that belong nowhere else; how many accounts."""


_known: list[People] = []


def register(people: People) -> None:
    _known.append(people)


def people() -> People:
    return _known[-1]
