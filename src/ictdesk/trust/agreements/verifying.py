"""What anybody may ask of a file: whose agreement it is, whether it is whole, and whether it still counts."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ictdesk.kernel.errors import Invalid
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.trust.agreements import checking, documents
from ictdesk.trust.agreements.models import AgreementDocument


@dataclass(frozen=True, slots=True)
class Verdict:
    """`theirs`: the customer's own signature in the file, empty where it holds ours alone."""

    company: str
    number: int
    issued_at: datetime | None
    evaluation: bool
    counts: bool
    newest: int
    theirs: str


def verify(file: bytes) -> Verdict:
    """Raises `Invalid`, with the same sentence for a file that was changed and for one that we never made."""
    looked = checking.look(file)
    try:
        workspace = UUID(str(looked.attached["workspace"]))
        document = UUID(str(looked.attached["document"]))
    except (KeyError, ValueError) as error:
        raise Invalid("This is no agreement of ours.") from error
    if not WorkspaceEntry.objects.filter(id=workspace).exclude(state="ended").exists():
        raise Invalid("This is no agreement of ours, or its customer left.")
    with workspace_scope(workspace):
        row: AgreementDocument | None = AgreementDocument.objects.filter(id=document).first()
        if row is None or not row.sha256 or row.sha256 != looked.first:
            raise Invalid("This is not as we signed it: it was changed, or it is none of ours.")
        newest = documents.current()
        company, number = row.parties["legal_name"], newest.number if newest else 0
        certificate, at = row.certificate, row.issued_at or row.asked_at
    checking.must_be_ours(file, certificate, at)
    theirs = checking.second(file).subject if looked.signatures > 1 else ""
    return Verdict(company, row.number, row.issued_at, row.evaluation, row.number == number, number, theirs)
