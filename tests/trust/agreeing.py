"""A signed agreement of a house, and a customer who signs with a certificate of its own."""

import io
from pathlib import Path

from ictdesk.kernel.blobs import store
from ictdesk.kernel.blobs.models import Blob
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.trust.agreements import certificates, commands, jobs, sealing
from ictdesk.trust.agreements.models import AgreementDocument
from ictdesk.trust.agreements.parties import Customer
from tests.world import House, Person

CUSTOMER = Customer(
    legal_name="Acme GmbH",
    address="Weg 1, 20095 Hamburg",
    country="DE",
    laws=("EU", "UK"),
    signer="Vera Lind",
    position="Managing director",
    contact="privacy@acme.example",
)


def owner(house: House) -> Person:
    return house.people.get("vera") or house.hank


def asked(house: House, customer: Customer = CUSTOMER) -> AgreementDocument:
    with workspace_scope(house.id):
        row: AgreementDocument = commands.ask_agreement(actor=owner(house).actor, customer=customer)
        return row


def issued(house: House, customer: Customer = CUSTOMER) -> AgreementDocument:
    """Asked for, made and signed by us."""
    row = asked(house, customer)
    jobs.issue(str(house.id), str(row.id))
    return again(house, row)


def again(house: House, row: AgreementDocument) -> AgreementDocument:
    with workspace_scope(house.id):
        found: AgreementDocument = AgreementDocument.objects.get(id=row.id)
        return found


def file_of(house: House, row: AgreementDocument, *, both: bool = False) -> bytes:
    with workspace_scope(house.id):
        blob = Blob.objects.get(id=row.signed_blob_id if both else row.blob_id)
        return b"".join(store.read(blob))


def other(folder: Path) -> certificates.Own:
    """A certificate of somebody else."""
    key = folder / "key"
    key.write_text("42" * 32, encoding="ascii")
    return certificates._made(key, "Acme")


def countersigned(file: bytes, folder: Path, field: str = sealing.THEIRS) -> bytes:
    """As the customer's own program signs it: added after ours."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers

    said = signers.PdfSignatureMetadata(field_name=field)
    signer = signers.PdfSigner(said, signer=sealing._signer(other(folder)))
    made = signer.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(file)))
    return bytes(made.getvalue())
