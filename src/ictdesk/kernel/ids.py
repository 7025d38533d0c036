"""Identifiers: UUIDv7 (RFC 9562), so that rows of one time lie together in their index."""

import secrets
from uuid import UUID

import uuid_utils.compat

from ictdesk.kernel.errors import NotFound


def new_id() -> UUID:
    """A new id; later ones of the same process sort after earlier ones."""
    return uuid_utils.compat.uuid7()


def parse_id(text: str) -> UUID:
    """Reads an id from outside. Raises `NotFound`: an id that cannot exist names nothing."""
    try:
        return UUID(text)
    except (ValueError, AttributeError, TypeError) as error:
        raise NotFound from error


def new_secret(prefix: str, workspace_id: UUID) -> str:
    """A bearer secret, 256 random bits, that says what it is and which workspace it opens.

    The prefix lets secret scanners find it; the workspace lets us go straight to its cell.
    """
    return f"{prefix}_{workspace_id.hex}_{secrets.token_urlsafe(32)}"


def workspace_of(secret: str, prefix: str) -> UUID | None:
    """The workspace that a bearer secret claims to open, or None when it has another form."""
    head, _, rest = secret.partition("_")
    if head != prefix or len(rest) < 33 or rest[32] != "_":
        return None
    try:
        return UUID(hex=rest[:32])
    except ValueError:
        return None
