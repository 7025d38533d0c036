"""What contacts look like to the outside."""

from typing import TypedDict


class IdentityShape(TypedDict):
    """An address: a claim until `verified`. `current` is false for an alias that was replaced."""

    id: str
    kind: str
    value: str
    verified: bool
    current: bool
    created_at: str


class ContactShape(TypedDict):
    id: str
    name: str
    identities: list[IdentityShape]
    locale: str
    gpc: bool
    notice_version: int | None
    created_at: str
    last_seen_at: str
