"""What a member's own choices look like to the outside."""

from typing import Literal, TypedDict

type NotifyEvent = Literal["mention", "mine", "unassigned", "assigned", "awake"]


class NotifyShape(TypedDict):
    """How a member is told of what comes. `chosen` is false until they said something.

    `shown` takes the browser's permission besides, which is each device's own.
    """

    shown: bool
    heard: bool
    events: list[NotifyEvent]
    chosen: bool
