"""Hear from a recipient that it has done its part."""

from ictdesk.kernel.actor import Actor, ApiKey, Member
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo, NotFound
from ictdesk.privacy.recipients import rules, settling
from ictdesk.privacy.recipients.models import RecipientNotice


@command(allow=rules.can_confirm, while_ending=True)
def confirm_notice(*, actor: Actor, notice: RecipientNotice) -> RecipientNotice:
    """Raises `AlreadySo`, and `NotFound` for a program to which it is not addressed, or before its time."""
    row = settling.locked(notice)
    if isinstance(actor, ApiKey) and (row.kind, row.recipient) != ("program", str(actor.id)):
        raise NotFound
    if row.due_at is None:
        raise NotFound
    if row.state == "confirmed":
        raise AlreadySo
    settling.settle(row, "confirmed", by=actor.id if isinstance(actor, Member) else None)
    record(actor, "recipient.confirmed", "recipient_notice", row.id, kind=row.kind)
    return row
