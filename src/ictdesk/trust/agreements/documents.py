"""The documents of the workspace in scope, and what goes into the next one."""

import hashlib
from collections.abc import Mapping
from importlib.util import find_spec
from typing import Any

import msgspec

from ictdesk.kernel.blobs import store
from ictdesk.kernel.blobs.models import Blob
from ictdesk.kernel.canonical import canonical
from ictdesk.kernel.errors import Gone
from ictdesk.trust.agreements import rendering
from ictdesk.trust.agreements.models import AgreementDocument
from ictdesk.trust.agreements.parties import Customer, read

ISSUED = ("issued", "signed")
"""States of the one that counts."""


def can_be_made() -> bool:
    """Whether the programs that set and sign documents are installed (the extra `agreement`)."""
    return find_spec("typst") is not None and find_spec("pyhanko") is not None


def newest() -> AgreementDocument | None:
    """Whatever its state is."""
    row: AgreementDocument | None = AgreementDocument.objects.order_by("-number").first()
    return row


def current() -> AgreementDocument | None:
    """The one that counts."""
    found = AgreementDocument.objects.filter(state__in=ISSUED).order_by("-number")
    row: AgreementDocument | None = found.first()
    return row


def digest(customer: Customer, content: Mapping[str, Any]) -> str:
    said = {"parties": msgspec.to_builtins(customer), "content": dict(content)}
    return hashlib.sha256(canonical(said)).hexdigest()


def hash_of_file(row: AgreementDocument) -> str:
    """SHA-256 of the file as it lies here now; empty when it does not. In hex."""
    found = Blob.objects.filter(id=row.blob_id).first()
    if found is None:
        return ""
    digest = hashlib.sha256()
    try:
        for piece in store.read(found):
            digest.update(piece)
    except Gone:
        return ""
    return digest.hexdigest()


def attached(row: AgreementDocument) -> dict[str, Any]:
    """What programs read in the file: which document it is, and the clauses that were chosen."""
    return {
        "format": "ictdesk/agreement/1",
        "document": str(row.id),
        "workspace": str(row.workspace_id),
        "version": row.number,
        "wording": row.content["wording"],
        "selection": row.content["selection"],
    }


def rendered(row: AgreementDocument, *, evaluation: bool) -> bytes:
    """The document before anybody signs it: the same bytes each time. Raises `Invalid`."""
    return rendering.pdf(
        attached=attached(row),
        customer=read(row.parties),
        content=row.content,
        at=row.asked_at,
        evaluation=evaluation,
    )
