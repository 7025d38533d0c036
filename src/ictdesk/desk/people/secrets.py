"""API keys as secrets: how they look, and what of them is kept."""

import hashlib

PREFIX = "ictdesk"


def digest(secret: str) -> bytes:
    """What is stored. A plain hash is enough for 256 random bits: nobody can try them all."""
    return hashlib.sha256(secret.encode()).digest()
