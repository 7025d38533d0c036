"""Signed addresses of a mail as it came and of its pictures: good for an hour, for that and nothing else."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.core import signing

from ictdesk.kernel.errors import NotFound

SALT = "ictdesk.mail.shown"
LIFETIME = 3600
LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Shown:
    """What an address names: a mail (`page`), with or without pictures of others, or one picture of it."""

    workspace: UUID
    mail: UUID
    pictures: bool = False
    part: str = ""
    """Content-ID of a picture in the mail."""
    remote: str = ""
    """Address of a picture elsewhere, as the mail itself names it."""


def address(shown: Shown) -> str:
    """On the host for files, which knows nobody's session where it is a host of its own."""
    said = [shown.workspace.hex, shown.mail.hex, int(shown.pictures), shown.part, shown.remote]
    return f"{settings.ICTDESK_FILES_URL}/files/mail/{signing.dumps(said, salt=SALT, compress=True)}"


def read(token: str) -> Shown:
    """Raises `NotFound` when it was forged, altered or is too old: the same answer."""
    try:
        workspace, mail, pictures, part, remote = signing.loads(token, salt=SALT, max_age=LIFETIME)
        return Shown(UUID(hex=workspace), UUID(hex=mail), bool(pictures), part, remote)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise NotFound from error
