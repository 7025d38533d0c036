"""Whether a file is a document of ours, unchanged, and signed twice. Nothing of what is looked at is kept."""

import hashlib
import io
import json
from dataclasses import dataclass
from datetime import datetime
from importlib.util import find_spec
from typing import Any, NoReturn

from ictdesk.kernel.errors import Conflict, Invalid
from ictdesk.trust.agreements.sealing import OURS

LARGEST = 5_000_000
"""Bytes of a document."""


@dataclass(frozen=True, slots=True)
class Theirs:
    """The customer's signature in the file, as its certificate says it. Who vouches for the certificate is not looked up."""

    subject: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Looked:
    """What a file says of itself, before anything in it is believed. `first` is the SHA-256 of the file up to the end of its first signature."""

    attached: dict[str, Any]
    first: str
    signatures: int


def look(file: bytes) -> Looked:
    """Raises `Invalid` for what is no PDF with a signature and our attachment."""
    reader, found = _opened(file)
    try:
        end = _end(found[0])
        attached = json.loads(_attachment(reader))
    except Exception as error:  # noqa: BLE001 - a stranger's file: whatever the reader raises is an answer
        _unknown(error)
    if not isinstance(attached, dict):
        raise Invalid("This is no agreement of ours.")
    return Looked(attached, hashlib.sha256(file[:end]).hexdigest(), len(found))


def must_be_ours(file: bytes, certificate: str, at: datetime) -> None:
    """Our signature is there, held when it was made, and nothing but another signature was added. Raises `Invalid`."""
    _reader, found = _opened(file)
    ours = _status(found[0], certificate.encode(), at)
    if found[0].field_name != OURS or not (ours.intact and ours.valid and ours.trusted):
        raise Invalid("Our own signature does not hold: something in the document was changed.")
    if not ours.docmdp_ok:
        raise Invalid("More than a signature was added after ours.")


def second(file: bytes) -> Theirs:
    """The customer's signature, which holds for the whole file. Raises `Invalid`."""
    from pyhanko.sign.validation.status import SignatureCoverageLevel  # noqa: PLC0415

    _reader, found = _opened(file)
    if len(found) != 2:
        raise Invalid("It holds ours and one more signature: no less, no more.")
    certificate = found[1].signer_cert
    status = _status(found[1], certificate.dump())
    whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    if not (status.intact and status.valid and whole):
        raise Invalid("The second signature does not hold for the whole document.")
    return Theirs(certificate.subject.human_friendly[:200], certificate.sha256.hex())


def _opened(file: bytes) -> tuple[Any, list[Any]]:
    """Raises `Invalid`, and `Conflict` where the program that reads signatures is not installed."""
    if find_spec("pyhanko") is None:
        raise Conflict("This installation cannot check signatures: its extra `agreement` is not installed.")
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415 - few ever look

    if len(file) > LARGEST:
        raise Invalid(f"A document has at most {LARGEST // 1_000_000} MB.")
    try:
        reader = PdfFileReader(io.BytesIO(file))
        found = list(reader.embedded_regular_signatures)
    except Exception as error:  # noqa: BLE001 - a stranger's file: whatever the reader raises is an answer
        _unknown(error)
    if not found:
        raise Invalid("Nobody signed this document.")
    return reader, found


def _status(signature: Any, trusted: bytes, at: datetime | None = None) -> Any:
    """By a certificate that is taken for good, as it was at a moment. Raises `Invalid`."""
    from pyhanko.keys.pemder import load_certs_from_pemder_data  # noqa: PLC0415
    from pyhanko.sign.validation import validate_pdf_signature  # noqa: PLC0415
    from pyhanko.sign.validation.settings import KeyUsageConstraints  # noqa: PLC0415
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415

    roots = list(load_certs_from_pemder_data(trusted))
    context = ValidationContext(trust_roots=roots, allow_fetching=False, moment=at)
    try:
        return validate_pdf_signature(
            signature, context, key_usage_settings=KeyUsageConstraints(key_usage=set())
        )
    except Exception as error:  # noqa: BLE001 - a stranger's file: whatever the reader raises is an answer
        _unknown(error)


def _end(signature: Any) -> int:
    """Where the first signature's part of the file ends."""
    *_, begin, length = signature.byte_range
    return int(begin) + int(length)


def _attachment(reader: Any) -> bytes:
    names = reader.root["/Names"]["/EmbeddedFiles"]["/Names"]
    return bytes(names[1]["/EF"]["/F"].data)


def _unknown(error: Exception) -> NoReturn:
    """Whatever a stranger's file makes the reader stumble over is an answer, not a fault."""
    if isinstance(error, Invalid):
        raise error
    raise Invalid("This is no document that can be read as an agreement of ours.") from error
