"""Say of a recipient that they were told, or why not."""

from typing import get_args

from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Conflict, Invalid
from ictdesk.privacy.recipients import rules, settling
from ictdesk.privacy.recipients.models import RecipientNotice
from ictdesk.privacy.recipients.words import CHOICES, Settled

STATES = get_args(Settled.__value__)


@command(allow=rules.can_note, while_ending=True)
def settle_notice(
    *, actor: Actor, notice: RecipientNotice, state: Settled, reason: str = ""
) -> RecipientNotice:
    """A member told them, heard from them, or decides that it is impossible or disproportionate.

    Raises `Invalid` for another state, or a reason that is none of those; `Conflict` once they have confirmed.
    """
    row = settling.locked(notice)
    if state not in STATES or (state == "unable") != (reason in CHOICES):
        raise Invalid("Choose whether they were told, or the reason why not.")
    if row.state == "confirmed":
        raise Conflict("They have confirmed already.")
    settling.settle(row, state, reason, by=actor.id)
    record(actor, f"recipient.{state}", "recipient_notice", row.id, kind=row.kind, reason=reason)
    return row
