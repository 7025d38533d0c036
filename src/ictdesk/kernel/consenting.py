"""What a person agreed to and refused (Art. 7 GDPR), for rooms that show it: the privacy side registers who answers."""

from collections.abc import Callable, Collection
from typing import NamedTuple


class Standing(NamedTuple):
    """A purpose as the workspace calls it, and whether something may be sent for it now."""

    name: str
    may: bool


type Answer = Callable[[Collection[bytes]], list[Standing]]
"""Takes digests of addresses."""

_answers: list[Answer] = []


def answered_by(answer: Answer) -> None:
    _answers.append(answer)


def consents_of(digests: Collection[bytes]) -> list[Standing]:
    return [one for answer in _answers for one in answer(digests)]
