"""The customer signs: in the desk, with a fresh proof of who they are, or with a second signature in the file."""

import io
from datetime import datetime, timedelta
from typing import Any

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor, Member
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.blobs import store
from ictdesk.kernel.canonical import canonical
from ictdesk.kernel.clock import rfc3339
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Conflict, Invalid, NotAllowed
from ictdesk.kernel.vault import signing
from ictdesk.trust.agreements import checking, documents, rules
from ictdesk.trust.agreements.models import AgreementDocument

FRESH = timedelta(minutes=5)
"""So long ago at most whoever signs proved who they are."""


@command(allow=rules.can_bind)
def sign_agreement(
    *, actor: Actor, document: AgreementDocument, sha256: str, proved_at: datetime
) -> AgreementDocument:
    """A simple electronic signature (eIDAS, Art. 3(10)) with a record of evidence: who, when, how they proved it, and the hash of what they
    signed. Raises `NotAllowed` without a fresh proof, `Conflict` for a version that does not count or is signed, `Invalid` for another hash.
    """
    row = _open(document)
    now = clock.now()
    if proved_at <= now - FRESH:
        raise NotAllowed("Prove anew who you are, then sign.")
    if sha256 != row.sha256:
        raise Invalid("This is not the document that lies here.")
    return _signed(actor, row, "desk", {"proved_at": rfc3339(proved_at)})


@command(allow=rules.can_bind)
def sign_agreement_file(*, actor: Actor, document: AgreementDocument, file: bytes) -> AgreementDocument:
    """Takes the file with the customer's own signature after ours. Raises `Invalid` for anything else, with what is wrong, and `Conflict`
    for a version that does not count or is signed."""
    row = _open(document)
    looked = checking.look(file)
    if looked.first != row.sha256:
        raise Invalid("This is not the document that we signed, with a signature added to it.")
    checking.must_be_ours(file, row.certificate, row.issued_at or clock.now())
    theirs = checking.second(file)
    stored = store.put(io.BytesIO(file), subject_id=row.subject_id, limit=checking.LARGEST)
    row.signed_blob_id, row.signed_sha256 = stored.blob.id, stored.sha256
    said = {"certificate": theirs.fingerprint, "subject": theirs.subject, "file": stored.sha256}
    return _signed(actor, row, "file", said)


def _open(document: AgreementDocument) -> AgreementDocument:
    """Locked. Raises `Conflict`."""
    row: AgreementDocument = AgreementDocument.objects.select_for_update().find(id=document.id)
    if row.state == "signed":
        raise Conflict("It is signed already.")
    if row.state != "issued":
        raise Conflict("This version does not count: another one does.")
    return row


def _signed(actor: Actor, row: AgreementDocument, way: str, how: dict[str, Any]) -> AgreementDocument:
    row.state, row.way, row.signed_at, row.signed_by = "signed", way, clock.now(), actor.id
    row.evidence = {
        **documents.attached(row),
        "sha256": row.sha256,
        "way": way,
        "how": how,
        "member": str(actor.id),
        "name": actor.name if isinstance(actor, Member) else "",
        "at": rfc3339(row.signed_at),
    }
    row.evidence_signature = signing.sign(canonical(row.evidence))
    row.save()
    record(actor, "agreement.sign", "agreement_document", row.id, number=row.number, way=way)
    return row
