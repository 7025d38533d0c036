"""Jobs of this room: documents are made, facts are compared with the version that counts, and those who bind the organisation are told."""

from uuid import UUID

from ictdesk.kernel.actor import System
from ictdesk.kernel.egress import EgressRefused
from ictdesk.kernel.ids import parse_id
from ictdesk.kernel.jobs import job, periodic
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.trust.agreements import commands, issuing, letters
from ictdesk.trust.agreements.models import AgreementDocument

US = System("agreements.jobs")


@job("agreements.issue", own_scope=True)
def issue(workspace_id: str, document: str) -> None:
    issuing.issue(UUID(workspace_id), document)


@job("agreements.tell", own_scope=True)
def tell(workspace_id: str, document: str) -> None:
    """Mails that a version lies ready, and what is other in it."""
    with workspace_scope(UUID(workspace_id)):
        row = AgreementDocument.objects.filter(id=parse_id(document), state="issued").first()
        try:
            mail = letters.issued(row) if row else None
        except EgressRefused:
            return  # the page of the workspace says it
    if mail:
        mail.send()


@job("agreements.watch", own_scope=True)
def watch(workspace_id: str) -> None:
    """Once a day: a changed fact makes a new version. A workspace without a document has none made."""
    with workspace_scope(UUID(workspace_id)) as scope:
        if not scope.ends_at:
            commands.renew_agreement(actor=US)


periodic("agreements.watch", seconds=24 * 3600)
