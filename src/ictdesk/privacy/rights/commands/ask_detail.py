"""Ask which data the person means, and note that they said it."""

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Conflict, Invalid
from ictdesk.privacy.rights import detail, letters, moving, rules
from ictdesk.privacy.rights.commands.open_case import LONGEST
from ictdesk.privacy.rights.models import RightsRequest

IN_WORK = ("accepted", "collecting")


@command(allow=rules.can_handle, while_ending=True)
def ask_detail(*, actor: Actor, request: RightsRequest, question: str) -> RightsRequest:
    """Asks, once, which data or doings they mean; they may leave it at everything (recital 63).

    The clock stands until they answer where the law of the case says so. Raises `Invalid` and `Conflict`.
    """
    if not question.strip():
        raise Invalid("Ask in your own words what you need to know.")
    row = moving.held(request)
    if row.state not in IN_WORK:
        raise Conflict("Only a case in work has questions.")
    if row.detail_asked_at is not None:
        raise Conflict("They were asked already.")
    row.question, row.detail_asked_at = question.strip()[:2_000], clock.now()
    row.save(update_fields=["question", "detail_asked_at"])
    record(actor, "rights.detail_asked", "rights_request", row.id, pauses=detail.pauses(row))
    letters.write(row, "detail")
    return row


@command(allow=rules.can_handle, while_ending=True)
def note_detail(*, actor: Actor, request: RightsRequest, words: str = "") -> RightsRequest:
    """They answered, or the office goes on without: from here the days count again. Raises `Conflict`."""
    row = moving.held(request)
    if not detail.open_question(row):
        raise Conflict("No question is open.")
    waited = detail.days(row)
    row.waited_days, row.detail_at = row.waited_days + waited, clock.now()
    row.words = "\n\n".join(part for part in (row.words, words.strip()) if part)[:LONGEST]
    moving.set_clock(row)
    row.save(update_fields=["waited_days", "detail_at", "words", *moving.CLOCK])
    record(actor, "rights.detail", "rights_request", row.id, days=waited)
    return row
