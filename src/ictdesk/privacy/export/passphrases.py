"""Passphrases of downloads. Each follows from its link and the workspace's key: none is stored anywhere."""

import base64
import hmac
import secrets
from uuid import UUID

from ictdesk.kernel.tenancy import current_workspace
from ictdesk.kernel.vault import keyring

GROUP = 5


def new_nonce() -> str:
    return secrets.token_hex(16)


def passphrase(case: UUID, nonce: str) -> str:
    """Of one link: 125 bits in groups of letters that can be read out. Needs the workspace in scope."""
    said = b"bundle|" + current_workspace().bytes + case.bytes + nonce.encode()
    text = base64.b32encode(hmac.digest(keyring.index_key(), said, "sha256")).decode().lower()[:25]
    return "-".join(text[at : at + GROUP] for at in range(0, len(text), GROUP))
