"""AES-256-GCM with associated data, in one small versioned format.

    byte 0      version, 1
    bytes 1-12  nonce, random
    the rest    ciphertext and tag (16 bytes)

The associated data names the place (workspace, table, column, row): a value copied to another place
does not open there. A random nonce is safe for some 2^32 values under one key; a subject has far fewer.
"""

import os
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION = b"\x01"
SHORTEST = 1 + 12 + 16


class CannotOpen(Exception):
    """The value was not sealed with this key for this place, or was altered."""


def place(workspace: UUID, table: str, column: str, row: UUID) -> bytes:
    """The associated data of a value."""
    return b"|".join((workspace.bytes, table.encode(), column.encode(), row.bytes))


def seal(key: AESGCM, plain: bytes, where: bytes) -> bytes:
    nonce = os.urandom(12)
    return VERSION + nonce + key.encrypt(nonce, plain, where)


def unseal(key: AESGCM, sealed: bytes, where: bytes) -> bytes:
    """The plain value. Raises `CannotOpen`."""
    if sealed[:1] != VERSION or len(sealed) < SHORTEST:
        raise CannotOpen("unknown format")
    try:
        return key.decrypt(sealed[1:13], sealed[13:], where)
    except InvalidTag as error:
        raise CannotOpen("wrong key or place") from error
