"""Links in the mails of this room: to acknowledge a notice, and to confirm a security contact. Signed, and good for one workspace."""

from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse

from ictdesk.kernel.errors import NotFound
from ictdesk.kernel.tenancy import current_workspace
from ictdesk.kernel.tenancy.models import WorkspaceEntry

SALT = {"notice": "breaches.notice", "contact": "breaches.contact"}
LASTS = {"notice": 90 * 24 * 3600, "contact": 7 * 24 * 3600}
"""Seconds."""
PAGES = {"notice": "breach-notice", "contact": "security-contact"}


def url(kind: str, id_: UUID) -> str:
    """As it stands in the mail."""
    workspace = current_workspace()
    token = signing.dumps([str(workspace), str(id_)], salt=SALT[kind], compress=True)
    slug = WorkspaceEntry.find(id=workspace).slug
    return f"{settings.ICTDESK_BASE_URL}{reverse(PAGES[kind], kwargs={'slug': slug, 'token': token})}"


def read(kind: str, token: str) -> UUID:
    """Raises `NotFound` for one that this workspace did not make, or that is too old."""
    try:
        workspace, id_ = signing.loads(token, salt=SALT[kind], max_age=LASTS[kind])
    except signing.BadSignature as error:
        raise NotFound from error
    if workspace != str(current_workspace()):
        raise NotFound
    return UUID(id_)
