"""What the jobs of this room note."""

from django.db.models import F

from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.privacy.recipients import rules, settling
from ictdesk.privacy.recipients.models import RecipientNotice
from ictdesk.privacy.recipients.words import OPEN


@command(allow=rules.only_the_software, while_ending=True)
def note_try(*, actor: Actor, notice: RecipientNotice) -> None:
    """It is tried once more."""
    RecipientNotice.objects.filter(id=notice.id).update(attempts=F("attempts") + 1)


@command(allow=rules.only_the_software, while_ending=True)
def note_notice(*, actor: Actor, notice: RecipientNotice, state: str, reason: str = "") -> None:
    """They were told, or it turned out that they cannot be. What somebody decided meanwhile stays."""
    row = settling.locked(notice)
    if row.state != OPEN:
        return
    settling.settle(row, state, reason)
    record(actor, f"recipient.{state}", "recipient_notice", row.id, kind=row.kind, reason=reason)
