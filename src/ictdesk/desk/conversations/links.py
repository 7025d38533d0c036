"""Signed addresses of files: whoever holds one may fetch that file for an hour, and nothing else."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.core import signing

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


def file_url(workspace: UUID, attachment: UUID, *, preview: bool) -> str:
    """The address of an attachment or its preview, on the host for files."""
    value = f"{workspace.hex}{attachment.hex}{'p' if preview else 'f'}"
    token = signing.TimestampSigner(salt=SALT, sep="~").sign(value)
    return f"{settings.ICTDESK_FILES_URL}/files/{token}"


def read_link(token: str) -> FileLink:
    """What an address names. Raises `NotFound` when it was forged, altered or is too old: the same answer."""
    try:
        value = signing.TimestampSigner(salt=SALT, sep="~").unsign(token, max_age=LIFETIME)
        return FileLink(UUID(hex=value[:32]), UUID(hex=value[32:64]), value[64:] == "p")
    except (signing.BadSignature, ValueError) as error:
        raise NotFound from error
