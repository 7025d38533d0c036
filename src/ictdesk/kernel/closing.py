"""Whose a workspace was, for the room that ends it and does not know its people: the desk registers who answers.

What binds it to somebody outside, such as a subscription that is paid for, is registered by higher rooms.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID


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


@dataclass(frozen=True, slots=True)
class Contract:
    """Something with somebody outside that ends with a workspace. Each may be repeated."""

    end: Callable[[UUID], None]
    """Ends it out there, in no transaction. What it raises makes the end of the workspace wait."""
    leave: Callable[[UUID], None]
    """Removes what is known of it here."""
    stays: Callable[[UUID], list[tuple[str, int, str]]]
    """What a law wants kept: table, rows and why, for the certificate."""


_contracts: list[Contract] = []


def register_contract(contract: Contract) -> None:
    _contracts.append(contract)


def contracts() -> list[Contract]:
    return _contracts
