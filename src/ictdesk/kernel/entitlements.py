"""What the plan of a workspace holds, for rooms that ask before they make something: a higher room registers who answers.

With nobody registered everything is held.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from ictdesk.kernel.errors import Conflict

type Thing = Literal["member", "sender_domain", "mailbox"]
type Answer = Callable[[Thing, int], str]
"""Takes what would be made and how many there would be; returns an empty string, or why not."""


class NotInPlan(Conflict):
    code = "not_in_plan"
    sentence = "The plan of this workspace does not hold it."


_answers: list[Answer] = []


@dataclass(frozen=True, slots=True)
class Terms:
    """`notice_days`: how long before a sub-processor changes a customer is told (Art. 28(2) GDPR); `eu_only`: nothing leaves the EEA."""

    notice_days: int = 30
    eu_only: bool = False


_terms: list[Callable[[UUID], Terms]] = []


def terms_by(answer: Callable[[UUID], Terms]) -> None:
    _terms[:] = [answer]


def terms(workspace: UUID | None) -> Terms:
    """What was agreed with a customer; where no plan says it, the longest period there is."""
    return _terms[0](workspace) if _terms and workspace else Terms()


def register(answer: Answer) -> None:
    _answers.append(answer)


def ask(thing: Thing, count: int) -> None:
    """Returns when the workspace in scope may have so many. Raises `NotInPlan` with the reason."""
    for answer in _answers:
        reason = answer(thing, count)
        if reason:
            raise NotInPlan(reason)
