"""Jobs of this room: customers are told, reviews are asked for, and what left is held against the register."""

import logging
from datetime import timedelta
from uuid import UUID

from django.core.mail import EmailMessage

from ictdesk.kernel import clock
from ictdesk.kernel.actor import System
from ictdesk.kernel.egress import EgressRefused
from ictdesk.kernel.errors import AlreadySo
from ictdesk.kernel.jobs import job, periodic
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import CONTROLLER, WorkspaceEntry
from ictdesk.trust.subprocessors import commands, letters, queries
from ictdesk.trust.subprocessors.models import SubProcessor, SubProcessorNotice

log = logging.getLogger(__name__)
US = System("subprocessors.jobs")
AGAIN = timedelta(days=7)


@job("subprocessors.tell", own_scope=True)
def tell(workspace_id: str) -> None:
    """Mails what was announced to this customer. Noted after the mail was taken: one that is mailed twice is told all the same."""
    workspace = UUID(workspace_id)
    waiting = SubProcessorNotice.objects.select_related("provider").filter(
        workspace_id=workspace, days__gt=0, told_at=None, provider__state="announced"
    )
    for row in waiting.order_by("provider__key"):
        with workspace_scope(workspace):
            mail = _letter(row)
        if mail:
            mail.send()
        with workspace_scope(workspace):
            try:
                commands.note_told(actor=US, provider=row.provider.key, way="mail" if mail else "page")
            except AlreadySo:
                continue


def _letter(row: SubProcessorNotice) -> EmailMessage | None:
    """None where nobody can be written to, or may be: who objected to the carrier of our mails reads it on their page."""
    try:
        return letters.announced(row)
    except EgressRefused:
        return None


@job("subprocessors.watch", own_scope=True)
def watch(workspace_id: str) -> None:
    """In the vendor's workspace: reminds of reviews, each once a week, and says what went where nobody is named."""
    if not WorkspaceEntry.objects.filter(id=UUID(workspace_id), role=CONTROLLER).exists():
        return
    today = clock.now().date()
    due = [row for row in queries.to_review() if row.reminded_on is None or row.reminded_on + AGAIN <= today]
    if due:
        SubProcessor.objects.filter(id__in=[row.id for row in due]).update(reminded_on=today)
        with workspace_scope(UUID(workspace_id)):
            mail = letters.review(due)
        if mail:
            mail.send()
    for found in queries.strays():
        log.error("egress.stray", extra={"recipient": found.recipient, "host": found.host})


periodic("subprocessors.tell", seconds=900)
periodic("subprocessors.watch", seconds=24 * 3600)
