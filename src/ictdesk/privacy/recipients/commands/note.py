"""What the jobs of this room note."""

from datetime import datetime

from django.db.models import F

from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.jobs import defer
from ictdesk.privacy.recipients import rules, settling
from ictdesk.privacy.recipients.models import RecipientNotice
from ictdesk.privacy.recipients.words import NOT_REACHED, OPEN

AT_ONCE = 500


@command(allow=rules.only_the_software, while_ending=True)
def note_try(*, actor: Actor, notice: RecipientNotice) -> None:
    """It is tried once more."""
    RecipientNotice.objects.filter(id=notice.id).update(attempts=F("attempts") + 1)


@command(allow=rules.only_the_software, while_ending=True)
def note_notice(*, actor: Actor, notice: RecipientNotice, state: str, reason: str = "") -> None:
    """They were told, or it turned out that they cannot be. What somebody decided meanwhile stays.

    A program that was given up and asks after all was told then.
    """
    row = settling.locked(notice)
    came_late = state == "told" and row.reason == NOT_REACHED
    if row.state != OPEN and not came_late:
        return
    settling.settle(row, state, reason)
    record(actor, f"recipient.{state}", "recipient_notice", row.id, kind=row.kind, reason=reason)


@command(allow=rules.only_the_software, while_ending=True)
def give_up_programs(*, actor: Actor, before: datetime) -> list[str]:
    """Settles what programs were to ask for since `before` as not reached, and has the leads told. Returns whose."""
    late = RecipientNotice.objects.select_for_update().filter(state=OPEN, kind="program", due_at__lte=before)
    rows = list(late.order_by("id")[:AT_ONCE])
    for row in rows:
        settling.settle(row, "unable", NOT_REACHED)
        record(actor, "recipient.unable", "recipient_notice", row.id, kind=row.kind, reason=NOT_REACHED)
    whose = sorted({row.recipient for row in rows})
    if whose:
        defer("recipients.warn", programs=",".join(whose))
    return whose
