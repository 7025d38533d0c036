"""Signed addresses of a mail as it came and of its pictures: good for an hour, for that and nothing else."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.core import signing

from ictdesk.kernel import visits
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
    visit: UUID | None = None
    """The grant of the vendor's people for whom it was signed: it is good for as long as that runs."""


def address(shown: Shown) -> str:
    """On the host for files, which knows nobody's session where it is a host of its own."""
    visit = shown.visit or visits.current()
    said = [shown.workspace.hex, shown.mail.hex, int(shown.pictures), shown.part, shown.remote]
    said += [visit.hex] if visit else []
    return f"{settings.ICTDESK_FILES_URL}/files/mail/{signing.dumps(said, salt=SALT, compress=True)}"


def read(token: str) -> Shown:
    """Raises `NotFound` when it was forged, altered or is too old: the same answer."""
    try:
        workspace, mail, pictures, part, remote, *visit = signing.loads(token, salt=SALT, max_age=LIFETIME)
        under = UUID(hex=visit[0]) if visit else None
        return Shown(UUID(hex=workspace), UUID(hex=mail), bool(pictures), part, remote, under)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise NotFound from error
