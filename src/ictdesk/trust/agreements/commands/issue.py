"""Ask for the signed document, and keep it when it is issued. Each is frozen; what changes makes another version."""

from dataclasses import dataclass

import msgspec

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor, Member
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.blobs.models import Blob
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo, Conflict
from ictdesk.kernel.jobs import defer
from ictdesk.kernel.tenancy import current_workspace
from ictdesk.kernel.tenancy.models import CONTROLLER, WorkspaceEntry
from ictdesk.kernel.vault import keyring
from ictdesk.trust.agreements import annexes, certificates, differing, documents, rules
from ictdesk.trust.agreements.models import AgreementDocument
from ictdesk.trust.agreements.parties import Customer, checked, read


@dataclass(frozen=True, slots=True)
class Issued:
    """A signed file that lies in the storage, and by which certificate."""

    blob: Blob
    certificate: str
    evaluation: bool
    stamped: bool


@command(allow=rules.can_bind)
def ask_agreement(*, actor: Actor, customer: Customer) -> AgreementDocument:
    """Has a version made with these parties and what the annexes say now. Raises `Invalid`, also for signs that no font has; `AlreadySo`
    where the one that counts says the same; `Conflict` while one is made, in the vendor's own workspace, and where nothing can be signed.
    """
    customer = checked(customer)
    if not documents.can_be_made():
        raise Conflict("This installation cannot sign agreements: its extra `agreement` is not installed.")
    if WorkspaceEntry.objects.filter(id=current_workspace(), role=CONTROLLER).exists():
        raise Conflict("There is no agreement with oneself.")
    row = _next(customer, actor)
    documents.rendered(row, evaluation=certificates.own().evaluation)
    return _begun(actor, row)


@command(allow=rules.only_the_software)
def renew_agreement(*, actor: Actor) -> AgreementDocument | None:
    """A new version where the facts changed since the one that counts; None where they did not, or one is being issued. The parties stay."""
    before = documents.current()
    if before is None or not documents.can_be_made():
        return None
    try:
        row = _next(read(before.parties), actor)
    except (AlreadySo, Conflict):
        return None
    return _begun(actor, row)


@command(allow=rules.only_the_software)
def keep_agreement(*, actor: Actor, document: AgreementDocument, issued: Issued) -> AgreementDocument:
    """It is signed by us and counts from now on; the version before is followed by it. Raises `Conflict` for one that is there already."""
    row = _held(document)
    if row.state != "waiting":
        raise Conflict("It is there already.")
    AgreementDocument.objects.filter(state__in=documents.ISSUED).update(state="followed")
    row.state, row.issued_at = "issued", clock.now()
    row.blob_id, row.sha256 = issued.blob.id, issued.blob.sha256
    row.certificate, row.evaluation, row.stamped = issued.certificate, issued.evaluation, issued.stamped
    row.save()
    record(actor, "agreement.issue", "agreement_document", row.id, number=row.number, sha256=row.sha256)
    defer("agreements.tell", document=row.id)
    return row


@command(allow=rules.only_the_software)
def note_agreement_failed(*, actor: Actor, document: AgreementDocument) -> None:
    """It could not be signed; the page says so, and another one may be asked for."""
    row = _held(document)
    if row.state == "waiting":
        row.state = "failed"
        row.save(update_fields=["state"])
        record(actor, "agreement.failed", "agreement_document", row.id, number=row.number)


def _next(customer: Customer, actor: Actor) -> AgreementDocument:
    """Not saved yet. Raises `Conflict` and `AlreadySo`."""
    rows = AgreementDocument.objects.select_for_update().order_by("-number")
    newest: AgreementDocument | None = rows.first()
    if newest is not None and newest.state == "waiting":
        raise Conflict("One is being made already.")
    before, content = documents.current(), annexes.of(customer)
    digest = documents.digest(customer, content)
    if before is not None and before.digest == digest:
        raise AlreadySo
    return AgreementDocument(
        subject_id=keyring.new_subject(),
        number=newest.number + 1 if newest else 1,
        parties=msgspec.to_builtins(customer),
        content=content,
        digest=digest,
        changes=differing.difference(before.content, content) if before else [],
        asked_by=actor.id if isinstance(actor, Member) else None,
        asked_at=clock.now(),
        workspace_id=current_workspace(),
    )


def _begun(actor: Actor, row: AgreementDocument) -> AgreementDocument:
    row.save(force_insert=True)
    record(actor, "agreement.ask", "agreement_document", row.id, number=row.number)
    defer("agreements.issue", document=row.id)
    return row


def _held(document: AgreementDocument) -> AgreementDocument:
    row: AgreementDocument = AgreementDocument.objects.select_for_update().find(id=document.id)
    return row
