"""What this room looks like to the outside."""

from typing import Literal, TypedDict

from ictdesk.desk.conversations.shapes import Priority


class PromiseShape(TypedDict):
    """In minutes, of the desk's hours or of all hours. Null: nothing is promised."""

    priority: Priority
    first_answer: int | None
    next_answer: int | None
    solution: int | None
    in_hours: bool


class MacroActions(TypedDict, total=False):
    """What a macro does; what is not named stays. `assignee` is an id, `me` or `nobody`; `team` and `type` an id or `none`."""

    status: str
    priority: Priority
    assignee: str
    team: str
    type: str
    tags: list[str]
    untag: list[str]
    reply: str
    note: str


class MacroShape(TypedDict):
    """`says` is what it does, in one line for each change."""

    id: str
    name: str
    shared: bool
    owner: str
    actions: MacroActions
    says: list[str]


class MacroChange(TypedDict):
    part: Literal["status", "priority", "assignee", "team", "type", "tags"]
    was: str
    becomes: str


class MacroPreview(TypedDict):
    """What a macro would do to one conversation. `refused` says why it would not, if it would not."""

    changes: list[MacroChange]
    reply: str
    note: str
    refused: str
