"""What a person objects to (Art. 21 GDPR), for rooms that show it: the privacy side registers who answers."""

from collections.abc import Callable, Collection

type Answer = Callable[[Collection[bytes]], list[str]]
"""Takes digests of addresses; returns codes: marketing, interest."""

_answers: list[Answer] = []


def answered_by(answer: Answer) -> None:
    _answers.append(answer)


def objections_of(digests: Collection[bytes]) -> list[str]:
    return [one for answer in _answers for one in answer(digests)]
