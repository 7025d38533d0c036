"""Jobs of this room."""

from uuid import UUID

from ictdesk.desk.senders import checks, commands
from ictdesk.desk.senders.models import SenderDomain
from ictdesk.kernel.actor import System
from ictdesk.kernel.jobs import job, periodic
from ictdesk.kernel.tenancy import workspace_scope

US = System("senders.look_again")


@job("senders.look_again", own_scope=True)
def look_again(workspace_id: str) -> None:
    """Asks DNS whether it still agrees; a domain that took our key out is written under no more."""
    with workspace_scope(UUID(workspace_id)):
        domains = list(SenderDomain.objects.order_by("id"))
    for domain in domains:
        findings = checks.look(domain)
        with workspace_scope(UUID(workspace_id)):
            row: SenderDomain | None = SenderDomain.objects.filter(id=domain.id).first()
            if row:
                commands.note_check(actor=US, domain=row, findings=findings)


periodic("senders.look_again", seconds=6 * 3600)
