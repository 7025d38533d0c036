"""The key pair of a domain."""

import base64
from typing import NamedTuple

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

BITS = 2048


class Pair(NamedTuple):
    """A private key as PEM, and the public one as DNS carries it."""

    private: str
    public: str


def new_pair() -> Pair:
    """A key pair that no other domain has."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=BITS)
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
    public = key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return Pair(private.decode(), base64.b64encode(public).decode())
