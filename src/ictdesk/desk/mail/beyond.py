"""Mails of higher rooms, such as newsletters, that come back: the room registers who hears of it."""

from collections.abc import Callable
from uuid import UUID

type Hearer = Callable[[UUID, str, bool], UUID | None]
"""Takes the id in the address that the mail went out from, *bounced* or *complained*, and whether nothing may be sent there
any more. Returns the contact whose it is, where one is known."""

_hearers: list[Hearer] = []


def heard_by(hearer: Hearer) -> None:
    _hearers.append(hearer)


def came_back(id_: UUID, what: str, *, for_good: bool) -> UUID | None:
    """The contact whose mail it was."""
    return next((found for one in _hearers if (found := one(id_, what, for_good))), None)
