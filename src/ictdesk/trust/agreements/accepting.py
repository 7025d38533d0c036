"""Put on record that a workspace is bound."""

from datetime import datetime
from uuid import UUID

from ictdesk.kernel.errors import Conflict
from ictdesk.trust.agreements import wording
from ictdesk.trust.agreements.models import AgreementAcceptance


def must_be_in_force(version: str) -> None:
    """Raises `Conflict` for a version that was followed by another."""
    if version != wording.VERSION:
        raise Conflict("The agreement changed meanwhile: read it again, please.")


def accept(*, workspace_id: UUID, user_id: UUID, version: str, at: datetime) -> AgreementAcceptance:
    """The first acceptance of a version stays. Raises `Conflict`."""
    must_be_in_force(version)
    row, _made = AgreementAcceptance.objects.get_or_create(
        workspace_id=workspace_id,
        version=version,
        defaults={"digest": wording.digest(), "user_id": user_id, "accepted_at": at},
    )
    return row
