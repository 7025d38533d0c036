"""Codes of six digits. Each follows from its row's id and the workspace's key, so it is stored nowhere."""

import hmac
from datetime import timedelta

from ictdesk.desk.requesters.models import AccessCode
from ictdesk.kernel import clock
from ictdesk.kernel.tenancy import current_workspace
from ictdesk.kernel.vault import digests, keyring

LIFETIME = timedelta(minutes=15)
MOST_TRIES = 5
MOST_AN_HOUR = 5
"""Codes for one address: further ones are asked for in vain, which nobody can tell from here."""


def digest_of(address: str) -> bytes:
    """What stands for an address in this workspace's tables."""
    return digests.blind(keyring.index_key(), "email", digests.normal_address(address))


def code_of(row: AccessCode) -> str:
    said = b"access code|" + current_workspace().bytes + row.id.bytes
    return f"{int.from_bytes(hmac.digest(keyring.index_key(), said, 'sha256')[:8]) % 10**6:06d}"


def too_many(digest: bytes) -> bool:
    """Whether this address has had its codes of this hour."""
    lately = clock.now() - timedelta(hours=1)
    return bool(AccessCode.objects.filter(digest=digest, created_at__gt=lately).count() >= MOST_AN_HOUR)


def is_alive(row: AccessCode) -> bool:
    return row.used_at is None and row.tries <= MOST_TRIES and row.created_at > clock.now() - LIFETIME


def is_right(row: AccessCode, said: str) -> bool:
    return hmac.compare_digest(code_of(row).encode(), "".join(said.split()).encode())
