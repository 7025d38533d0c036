"""The installation's signature (Ed25519): for what it certifies. The key lies beside the root key, outside PostgreSQL."""

import base64
import hashlib
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings


@cache
def _key() -> Ed25519PrivateKey:
    """Raises `ValueError` when the file holds something else than 32 bytes as hex."""
    path = Path(settings.ICTDESK_SIGNING_KEY_FILE)
    secret = bytes.fromhex(path.read_text(encoding="ascii").strip())
    if len(secret) != 32:
        raise ValueError(f"{path} must hold 32 bytes as hex")
    return Ed25519PrivateKey.from_private_bytes(secret)


def sign(content: bytes) -> bytes:
    return _key().sign(content)


def public_key() -> bytes:
    """32 bytes (RFC 8032)."""
    return _key().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def fingerprint() -> str:
    """Names the key: the first 16 bytes of its SHA-256, as hex."""
    return hashlib.sha256(public_key()).hexdigest()[:32]


def public_pem() -> str:
    """As PEM, for other programs."""
    return _key().public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def text(signature: bytes) -> str:
    return base64.b64encode(signature).decode()
