"""The file format of age, version 1, with a passphrase: https://age-encryption.org/v1.

Written here because it must stream: what libraries offer for passphrases takes the whole file into memory. Only
sealing is here; the tests open with another implementation.
"""

import base64
import hashlib
import hmac
import os
from collections.abc import Iterable, Iterator

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

CHUNK = 64 * 1024
WORK = 14
"""log2 of scrypt's N. A passphrase of 128 random bits needs no stretching; the format wants some."""
LABEL = b"age-encryption.org/v1/scrypt"


def sealed(pieces: Iterable[bytes], passphrase: str) -> Iterator[bytes]:
    """A file that opens with the passphrase, piece by piece."""
    file_key = os.urandom(16)
    yield _header(file_key, passphrase)
    nonce = os.urandom(16)
    yield nonce
    key = ChaCha20Poly1305(_derived(file_key, nonce, b"payload"))
    number, waiting = 0, b""
    for piece in pieces:
        waiting += piece
        while len(waiting) > CHUNK:  # one is held back: the last one is marked
            yield key.encrypt(_nonce(number, last=False), waiting[:CHUNK], None)
            number, waiting = number + 1, waiting[CHUNK:]
    yield key.encrypt(_nonce(number, last=True), waiting, None)


def _header(file_key: bytes, passphrase: str) -> bytes:
    salt = os.urandom(16)
    wrap = hashlib.scrypt(passphrase.encode(), salt=LABEL + salt, n=2**WORK, r=8, p=1, dklen=32)
    body = ChaCha20Poly1305(wrap).encrypt(bytes(12), file_key, None)
    head = b"age-encryption.org/v1\n-> scrypt %s %d\n%s\n---" % (_text(salt), WORK, _text(body))
    mac = hmac.digest(_derived(file_key, b"", b"header"), head, "sha256")
    return head + b" " + _text(mac) + b"\n"


def _derived(key: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt or None, info).derive(key)


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _text(raw: bytes) -> bytes:
    return base64.b64encode(raw).rstrip(b"=")
