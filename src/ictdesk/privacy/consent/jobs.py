"""Jobs of this room: questions leave, and what has run its time ends."""

from uuid import UUID

from ictdesk.kernel.actor import System
from ictdesk.kernel.ids import parse_id
from ictdesk.kernel.jobs import job, periodic
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.privacy.consent import commands, letters
from ictdesk.privacy.consent.models import ConsentQuestion

US = System("consent.jobs")


@job("consent.ask", own_scope=True)
def ask(workspace_id: str, question: str) -> None:
    """Mails a question that has not left and is not over. The same message id each time: a repeat is known as one."""
    with workspace_scope(UUID(workspace_id)):
        row: ConsentQuestion | None = ConsentQuestion.objects.filter(
            id=parse_id(question), sent_at=None
        ).first()
        mail = letters.question(row) if row else None
    if row is None or mail is None:
        return
    mail.send()
    with workspace_scope(UUID(workspace_id)):
        commands.note_asked(actor=US, question=row)


@job("consent.expire")
def expire() -> None:
    """In batches, each a transaction."""
    commands.expire(actor=US)


periodic("consent.expire", seconds=3600)
