"""What the plan of a workspace holds, for rooms that ask before they make something: a higher room registers who answers.

With nobody registered everything is held.
"""

from collections.abc import Callable
from typing import Literal

from ictdesk.kernel.errors import Conflict

type Thing = Literal["member", "sender_domain", "mailbox"]
type Answer = Callable[[Thing, int], str]
"""Takes what would be made and how many there would be; returns an empty string, or why not."""


class NotInPlan(Conflict):
    code = "not_in_plan"
    sentence = "The plan of this workspace does not hold it."


_answers: list[Answer] = []


def register(answer: Answer) -> None:
    _answers.append(answer)


def ask(thing: Thing, count: int) -> None:
    """Returns when the workspace in scope may have so many. Raises `NotInPlan` with the reason."""
    for answer in _answers:
        reason = answer(thing, count)
        if reason:
            raise NotInPlan(reason)
