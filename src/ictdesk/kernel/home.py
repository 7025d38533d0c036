"""Where a workspace is at home, for rooms that do not know its settings: the desk registers who answers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Home:
    """The organisation behind the workspace in scope."""

    name: str
    zone: tzinfo
    country: str
    """Two letters, or empty when the workspace has not said."""
    sender: str
    """From which address its letters come."""
    leads: Callable[[], tuple[str, ...]]
    """Asks for the addresses of the members who look after people's rights."""
    lead: Callable[[], UUID | None]
    """Asks which member is the data protection lead; None where nobody is named."""


type Answer = Callable[[], Home]

_answers: list[Answer] = []


def register(answer: Answer) -> None:
    _answers.append(answer)


def home() -> Home:
    """Of the workspace in scope."""
    return _answers[-1]()
