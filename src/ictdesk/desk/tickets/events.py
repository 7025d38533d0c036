"""What happens to promises, as facts."""

from dataclasses import dataclass
from typing import ClassVar

from ictdesk.kernel.events.record import Fact, declare


@declare
@dataclass(frozen=True, slots=True, kw_only=True)
class DueSoon(Fact):
    """Little time is left to keep a promise."""

    kind: ClassVar[str] = "due_soon"


@declare
@dataclass(frozen=True, slots=True, kw_only=True)
class Overdue(Fact):
    """A promise was not kept."""

    kind: ClassVar[str] = "overdue"
