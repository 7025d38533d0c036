"""Our electronic signature of the document (PAdES B-B, ETSI EN 319 142-1; B-T where a service of time stamps is set)."""

import io
from typing import TYPE_CHECKING, Any

from django.conf import settings

from ictdesk.kernel import egress
from ictdesk.trust.agreements.certificates import Own

if TYPE_CHECKING:
    from pyhanko.sign.timestamps import TimeStamper

OURS, THEIRS = "Processor", "Controller"
"""Fields of the signatures. The customer's is empty at first; signing it is all that may still be done to the document."""
BOX = (70, 80, 330, 160)
"""Of the customer's field, in points, on the last page."""


def signed(pdf: bytes, own: Own, stamper: "TimeStamper | None" = None) -> bytes:
    """The same document with a field for the customer's signature and ours, which allows no other change."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415 - few ever sign
    from pyhanko.sign import fields, signers  # noqa: PLC0415

    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    theirs = fields.SigFieldSpec(THEIRS, on_page=-1, box=BOX, empty_field_appearance=True)
    fields.append_signature_field(writer, theirs)
    said = signers.PdfSignatureMetadata(
        field_name=OURS,
        md_algorithm="sha256",
        name=settings.ICTDESK_SITE.legal_name,
        reason="Agreement under Art. 28(3) GDPR",
        certify=True,
        docmdp_permissions=fields.MDPPerm.FILL_FORMS,
        subfilter=fields.SigSeedSubFilter.PADES,
    )
    made = signers.PdfSigner(said, signer=_signer(own), timestamper=stamper).sign_pdf(writer)
    return bytes(made.getvalue())


def stamper() -> "TimeStamper | None":
    """Of the service that is set. Raises `EgressRefused`."""
    address = settings.ICTDESK_TIMESTAMP_URL
    if not address:
        return None
    from urllib.parse import urlsplit  # noqa: PLC0415

    from pyhanko.sign.timestamps import HTTPTimeStamper  # noqa: PLC0415

    host = urlsplit(address).hostname or ""
    egress.ask(egress.Call("timestamp", host, "essential.legal_obligation", frozenset(), None))
    return HTTPTimeStamper(address)


def _signer(own: Own) -> Any:
    from cryptography.hazmat.primitives.serialization import Encoding  # noqa: PLC0415
    from pyhanko.keys.pemder import (  # noqa: PLC0415
        load_certs_from_pemder_data,
        load_private_key_from_pemder_data,
    )
    from pyhanko.sign import signers  # noqa: PLC0415
    from pyhanko_certvalidator.registry import SimpleCertificateStore  # noqa: PLC0415

    store: Any = SimpleCertificateStore
    chain = b"".join(one.public_bytes(Encoding.PEM) for one in (own.certificate, *own.chain))
    first, *more = load_certs_from_pemder_data(chain)
    return signers.SimpleSigner(
        signing_cert=first,
        signing_key=load_private_key_from_pemder_data(own.pkcs8(), None),
        cert_registry=store.from_certs(more),
    )
