"""What of a record is in the log for ever, and what it merely commits to."""

import hashlib
import hmac
from datetime import UTC, datetime
from typing import Any, Protocol
from uuid import UUID

from ictdesk.kernel.audit import tree
from ictdesk.kernel.canonical import canonical


class Head(Protocol):
    """What a record and its entry have in common."""

    id: UUID
    workspace_id: UUID
    at: datetime
    actor_kind: str
    action: str
    object_kind: str


def header(one: Head, commitment: bytes) -> dict[str, str]:
    """No personal data: what was done and when, and a digest that tells nothing without its salt."""
    return {
        "action": one.action,
        "actor_kind": one.actor_kind,
        "at": one.at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z"),
        "commitment": commitment.hex(),
        "id": str(one.id),
        "object_kind": one.object_kind,
        "workspace": str(one.workspace_id),
    }


def payload(actor_id: UUID | None, object_id: UUID | None, facts: dict[str, Any]) -> dict[str, Any]:
    """Who, on what, and codes that say more: what can be forgotten."""
    return {
        "actor_id": str(actor_id) if actor_id else None,
        "facts": facts,
        "object_id": str(object_id) if object_id else None,
    }


def commit(salt: bytes, said: dict[str, Any]) -> bytes:
    """HMAC-SHA256. A plain digest would let anybody who knows an id find the acts on it."""
    return hmac.digest(salt, canonical(said), hashlib.sha256)


def leaf(head: dict[str, str]) -> bytes:
    return tree.leaf(canonical(head))
