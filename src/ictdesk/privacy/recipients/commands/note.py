"""What the jobs of this room note, and what programs read."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import F

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.privacy.recipients import rules, settling
from ictdesk.privacy.recipients.models import ProgramRead, RecipientNotice
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


@command(allow=rules.only_the_software, while_ending=True)
def note_read(*, actor: Actor, program: UUID, contacts: Collection[UUID]) -> None:
    """A program read what is known of these people. One statement, and another on the first read of a day."""
    today, wanted = clock.now().date(), set(contacts)
    rows = ProgramRead.objects.filter(key_id=program, contact_id__in=wanted, last_on=today)
    missing = sorted(wanted - set(rows.values_list("contact_id", flat=True)))
    ProgramRead.objects.bulk_create(
        (ProgramRead(key_id=program, contact_id=one, first_on=today, last_on=today) for one in missing),
        update_conflicts=True,
        unique_fields=["workspace_id", "contact_id", "key_id"],
        update_fields=["last_on"],
    )
