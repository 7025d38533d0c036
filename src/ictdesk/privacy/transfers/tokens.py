"""The link to one transfer: who has it has what lies behind it, which opens with the receiver's key alone."""

from uuid import UUID

from django.conf import settings
from django.core import signing

from ictdesk.kernel.errors import NotFound
from ictdesk.kernel.tenancy import current_workspace
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.privacy.transfers.commands.offer import LASTS

SALT = "transfers.link"


def url(transfer: UUID) -> str:
    """As it stands in the mail."""
    workspace = current_workspace()
    token = signing.dumps([str(workspace), str(transfer)], salt=SALT)
    slug = WorkspaceEntry.find(id=workspace).slug
    return f"{settings.ICTDESK_BASE_URL}/w/{slug}/transfer/{token}"


def read(token: str) -> UUID:
    """Raises `NotFound` for one that this workspace did not make, or that is too old."""
    try:
        workspace, transfer = signing.loads(token, salt=SALT, max_age=LASTS + LASTS)
    except signing.BadSignature as error:
        raise NotFound from error
    if workspace != str(current_workspace()):
        raise NotFound
    return UUID(transfer)
