"""Notes what came of a notice: first in the ledger, so that nobody is told twice after a restore."""

from uuid import UUID

from ictdesk.kernel import clock
from ictdesk.privacy.ledger.appending import append
from ictdesk.privacy.recipients.models import RecipientNotice


def settle(row: RecipientNotice, state: str, reason: str = "", by: UUID | None = None) -> None:
    """Saves a locked row in its new state."""
    append("notice", facts={"notice": str(row.id), "state": state, "reason": reason or None})
    row.state, row.reason, row.settled_at, row.settled_by = state, reason, clock.now(), by
    row.save(update_fields=["state", "reason", "settled_at", "settled_by"])


def locked(notice: RecipientNotice) -> RecipientNotice:
    """The row as it is now, locked until the transaction ends."""
    fresh: RecipientNotice = RecipientNotice.objects.select_for_update().find(id=notice.id)
    return fresh
