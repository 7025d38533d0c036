"""Links that need no sign-in: to confirm a question, and to one's own choices. Each is made for one thing and opens no other.

    EVENT.MAC       confirms that question
    DIGEST.MAC      shows and changes the choices of that address, without saying whose it is

A MAC is HMAC-SHA-256 under the workspace's index key, cut to 128 bits, in base32.
"""

import base64
import binascii
import hmac
from uuid import UUID

from django.conf import settings

from ictdesk.kernel.errors import NotFound
from ictdesk.kernel.tenancy import current_workspace
from ictdesk.kernel.vault import keyring


def question(event: UUID) -> str:
    """What stands in the mail that asks."""
    return _made(b"question", event.bytes)


def question_of(token: str) -> UUID:
    """Raises `NotFound` for a token that this workspace did not make."""
    return UUID(bytes=_read(b"question", token))


def choices(digest: bytes) -> str:
    """What stands at the foot of every mail that needs consent."""
    return _made(b"choices", digest)


def choices_of(token: str) -> bytes:
    """The digest. Raises `NotFound`."""
    return _read(b"choices", token)


def choices_url(slug: str, digest: bytes) -> str:
    """Where somebody sees and changes what they agreed to; also the address of RFC 8058's one click."""
    return f"{settings.ICTDESK_BASE_URL}/w/{slug}/choices/{choices(digest)}"


def _made(what: bytes, said: bytes) -> str:
    return f"{_text(said)}.{_text(_mac(what, said))}"


def _read(what: bytes, token: str) -> bytes:
    said, _dot, mac = token.lower().partition(".")
    try:
        raw = base64.b32decode(said.upper() + "=" * (-len(said) % 8))
    except (binascii.Error, ValueError) as error:
        raise NotFound from error
    if len(raw) != 16 or not hmac.compare_digest(_text(_mac(what, raw)), mac):
        raise NotFound
    return raw


def _mac(what: bytes, said: bytes) -> bytes:
    text = b"consent|" + what + b"|" + current_workspace().bytes + said
    return hmac.digest(keyring.index_key(), text, "sha256")[:16]


def _text(raw: bytes) -> str:
    return base64.b32encode(raw).decode().rstrip("=").lower()
