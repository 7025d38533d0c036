"""Jobs of this room: reminders of assessments that end, and doubts about instructions."""

from uuid import UUID

from ictdesk.kernel import clock
from ictdesk.kernel.actor import System
from ictdesk.kernel.ids import parse_id
from ictdesk.kernel.jobs import job, periodic
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.trust.records import commands, letters
from ictdesk.trust.records.models import Instruction, InterestAssessment

US = System("records.jobs")
REMIND_AT = (30, 14, 7, 1)
"""Days left at which the lead is told; each once."""


def due(row: InterestAssessment) -> int | None:
    """The reminder that is to go out today: the latest that is due and has not gone. None when it is over already."""
    left = (row.expires_on - clock.now().date()).days if row.expires_on else 0
    days = min((one for one in REMIND_AT if left <= one), default=None)
    if left <= 0 or days is None or (row.reminded is not None and row.reminded <= days):
        return None
    return days


@job("records.watch", own_scope=True)
def watch(workspace_id: str) -> None:
    """Reminds. Noted first: a reminder that is lost with a machine is better than one that comes every day."""
    with workspace_scope(UUID(workspace_id)) as scope:
        if scope.ends_at:
            return
        rows = InterestAssessment.objects.filter(state="approved").order_by("key")
        found = [(row, days) for row in rows if (days := due(row)) is not None]
        mails = [
            letters.ends(row, days)
            for row, days in found
            if commands.note_reminded(actor=US, assessment=row, days=days)
        ]
    for mail in mails:
        if mail:
            mail.send()


@job("records.tell_doubt", own_scope=True)
def tell_doubt(workspace_id: str, instruction: str) -> None:
    """Mails what the vendor has against an instruction."""
    with workspace_scope(UUID(workspace_id)):
        row: Instruction | None = Instruction.objects.filter(id=parse_id(instruction)).first()
        mail = letters.doubted(row, row.changes["about"]["instruction"]["number"]) if row else None
    if mail:
        mail.send()


periodic("records.watch", seconds=6 * 3600)
