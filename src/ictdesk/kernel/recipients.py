"""Who gets personal data from this workspace, as far as the rooms know. Each registers what it hands on and to whom."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody outside, or a circle of people inside."""

    name: str
    what: str
    """What they get."""
    why: str


type Source = Callable[[], Iterable[Recipient]]

_sources: list[Source] = []


def register(source: Source) -> None:
    _sources.append(source)


def recipients() -> list[Recipient]:
    """All of them, for the workspace in scope."""
    return [one for source in _sources for one in source()]
