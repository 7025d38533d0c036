"""What this room looks like to the outside."""

from typing import TypedDict

from ictdesk.desk.conversations.shapes import Priority


class PromiseShape(TypedDict):
    """In minutes, of the desk's hours or of all hours. Null: nothing is promised."""

    priority: Priority
    first_answer: int | None
    next_answer: int | None
    solution: int | None
    in_hours: bool
