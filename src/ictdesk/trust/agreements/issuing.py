"""Makes the file of a version, between two transactions: setting and signing take a second, and a service of time may take more."""

import io
from uuid import UUID

from ictdesk.kernel.actor import System
from ictdesk.kernel.blobs import store
from ictdesk.kernel.egress import EgressRefused
from ictdesk.kernel.ids import parse_id
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.trust.agreements import certificates, checking, commands, documents, sealing
from ictdesk.trust.agreements.commands.issue import Issued
from ictdesk.trust.agreements.models import AgreementDocument

US = System("agreements.issuing")


def issue(workspace: UUID, document: str) -> None:
    """Does nothing for one that is made. Raises what the service of time raises: then it is tried again."""
    own = certificates.own()
    with workspace_scope(workspace):
        row = AgreementDocument.objects.filter(id=parse_id(document), state="waiting").first()
        pdf = documents.rendered(row, evaluation=own.evaluation) if row else b""
    if row is None:
        return
    try:
        stamper = sealing.stamper()
        signed = sealing.signed(pdf, own, stamper)
    except EgressRefused:
        with workspace_scope(workspace):
            commands.note_agreement_failed(actor=US, document=row)
        return
    with workspace_scope(workspace):
        blob = store.put(io.BytesIO(signed), subject_id=row.subject_id, limit=checking.LARGEST).blob
        made = Issued(blob, own.pem, own.evaluation, stamper is not None)
        commands.keep_agreement(actor=US, document=row, issued=made)
