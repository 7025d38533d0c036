"""Cases as pages show them."""

from datetime import date
from typing import Any

from ictdesk.privacy.rights import queries, states, words
from ictdesk.privacy.rights.models import RightsRequest


def line(row: RightsRequest, day: date) -> dict[str, Any]:
    """One line of the board."""
    left = queries.days_left(row, day)
    return {
        "id": row.id,
        "number": str(row),
        "who": row.name or row.email,
        "rights": [words.RIGHTS[right] for right in row.rights],
        "state": row.state,
        "state_word": states.WORDS[row.state],
        "due_on": row.due_on,
        "left": left,
        "late": left is not None and left < 0,
        "soon": left is not None and left <= 3,
        "dot": dot(row, left),
    }


def dot(row: RightsRequest, left: int | None) -> str:
    """The colour of a line: as the inbox shows what is open, waits, or is done."""
    if row.state in states.ANSWERED:
        return "solved"
    return "waiting" if left is None else "open"
