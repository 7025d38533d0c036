"""What one mail asks the name servers: each question once, not too many, and all within a time."""

from time import monotonic

from ictdesk.kernel.egress import names
from ictdesk.kernel.egress.names import NotAnswered

MOST = 80
SECONDS = 8.0


class Questions:
    """The answers to one mail's questions."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._until = monotonic() + seconds
        self._known: dict[tuple[str, str], list[str]] = {}

    def ask(self, name: str, kind: str) -> list[str]:
        """The records as text; none where there are none. Raises `NotAnswered`, also when time or number are used up."""
        asked = (name.lower().rstrip("."), kind)
        if asked not in self._known:
            if len(self._known) >= MOST or monotonic() > self._until:
                raise NotAnswered
            self._known[asked] = names.records(*asked)
        return self._known[asked]
