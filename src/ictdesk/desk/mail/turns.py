"""What all mail that is no answer has in common on its way: words in one transaction, the line in none, the outcome in another."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol
from uuid import UUID

from ictdesk.desk.mail import sending
from ictdesk.desk.mail.composing import Mail
from ictdesk.desk.mail.sending import DELAYS, GIVEN_UP_AFTER, Outcome
from ictdesk.kernel import clock
from ictdesk.kernel.tenancy import workspace_scope

type Begin = Callable[[UUID], Mail | Outcome | None]
type Finish = Callable[[UUID, Outcome], None]


class Waiting(Protocol):
    """A row that is sent; those whose state is `queued` are."""

    state: str
    attempts: int
    due_at: datetime
    created_at: datetime


def send(workspace: UUID, id_: UUID, begin: Begin, finish: Finish) -> None:
    """Does nothing where `begin` says that all is done."""
    with workspace_scope(workspace):
        mail = begin(id_)
    if mail is None:
        return
    outcome = sending.hand_over(mail) if isinstance(mail, Mail) else mail
    with workspace_scope(workspace):
        finish(id_, outcome)


def note(row: Waiting, outcome: Outcome) -> Outcome:
    """Sets the row's state, or when it is tried again; what has been tried for too long has failed. Saves nothing."""
    if outcome.kind == "again" and clock.now() - row.created_at > GIVEN_UP_AFTER:
        outcome = Outcome("failed", "too_often")
    if outcome.kind == "again":
        row.due_at = clock.now() + DELAYS[min(row.attempts, len(DELAYS)) - 1]
    else:
        row.state = outcome.kind
    return outcome
