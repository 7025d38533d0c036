"""What the job of this room notes."""

from typing import NamedTuple

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.privacy.rights import letters, rules
from ictdesk.privacy.transfers.models import Transfer

LONGEST = 500


class Came(NamedTuple):
    """What came of it: without a reason it was taken."""

    reason: str = ""
    status: int | None = None
    answer: str = ""
    sha256: str = ""
    size: int = 0


@command(allow=rules.only_the_software, while_ending=True)
def note_transfer(*, actor: Actor, transfer: Transfer, came: Came) -> None:
    """It was taken, and the person is told; or it failed, and the case shows why."""
    row: Transfer = Transfer.objects.select_for_update().find(id=transfer.id)
    if row.state != "waiting":
        return
    row.state, row.reason, row.status = ("failed" if came.reason else "sent"), came.reason, came.status
    row.answer, row.sha256, row.size = came.answer[:LONGEST], came.sha256, came.size
    row.sent_at = None if came.reason else clock.now()
    row.save()
    if row.state == "sent":
        letters.write(row.request, "transferred")
    record(
        actor,
        f"transfer.{row.state}",
        "rights_request",
        row.request_id,
        transfer=str(row.id),
        status=row.status,
    )
