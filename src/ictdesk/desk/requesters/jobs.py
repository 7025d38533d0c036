"""Jobs of this room."""

from uuid import UUID

from ictdesk.desk.requesters import codes, commands, letters
from ictdesk.desk.requesters.models import AccessCode
from ictdesk.kernel.actor import System
from ictdesk.kernel.ids import parse_id
from ictdesk.kernel.jobs import job, periodic
from ictdesk.kernel.tenancy import workspace_scope

US = System("requesters.jobs")


@job("requesters.send_code", own_scope=True)
def send_code(workspace_id: str, code: str) -> None:
    """Mails a code, unless it is over or nobody is known by the address. A repeat sends the same code."""
    with workspace_scope(UUID(workspace_id)):
        row: AccessCode | None = AccessCode.objects.filter(id=parse_id(code)).first()
        mail = letters.compose(row) if row and codes.is_alive(row) else None
    if mail is not None:
        mail.send()


@job("requesters.tidy")
def tidy() -> None:
    """Deletes codes and sessions that are over."""
    commands.tidy(actor=US)


periodic("requesters.tidy", seconds=3600)
