"""Signed addresses of files: whoever holds one may fetch that file for an hour, and nothing else.

One that was given to the vendor's people names their grant, and is good for as long as that runs.
"""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.core import signing

from ictdesk.kernel import visits
from ictdesk.kernel.errors import NotFound

SALT = "ictdesk.files"
LIFETIME = 3600
"""Seconds for which an address works."""


@dataclass(frozen=True, slots=True)
class FileLink:
    """What a signed address names."""

    workspace: UUID
    attachment: UUID
    preview: bool
    visit: UUID | None = None


def file_url(workspace: UUID, attachment: UUID, *, preview: bool) -> str:
    """The address of an attachment or its preview, on the host for files."""
    visit = visits.current()
    value = f"{workspace.hex}{attachment.hex}{'p' if preview else 'f'}{visit.hex if visit else ''}"
    token = signing.TimestampSigner(salt=SALT, sep="~").sign(value)
    return f"{settings.ICTDESK_FILES_URL}/files/{token}"


def read_link(token: str) -> FileLink:
    """What an address names. Raises `NotFound` when it was forged, altered or is too old: the same answer."""
    try:
        value = signing.TimestampSigner(salt=SALT, sep="~").unsign(token, max_age=LIFETIME)
        visit = UUID(hex=value[65:]) if value[65:] else None
        return FileLink(UUID(hex=value[:32]), UUID(hex=value[32:64]), value[64] == "p", visit)
    except (signing.BadSignature, ValueError, IndexError) as error:
        raise NotFound from error
