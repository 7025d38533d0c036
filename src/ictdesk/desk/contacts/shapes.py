"""What contacts look like to the outside."""

from typing import Literal, TypedDict

type AttributeKind = Literal["text", "number", "date", "choice", "flag"]


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


class AttributeShape(TypedDict):
    """An attribute that the workspace defined, with its entry in the data map."""

    id: str
    key: str
    label: str
    kind: AttributeKind
    choices: list[str]
    category: str
    source: str
    purpose: str


class FieldShape(AttributeShape):
    """A field of tickets. `types` are ids of ticket types, none: all. `required` is needed to solve one; `public`: the form asks for it."""

    types: list[str]
    required: bool
    public: bool


class ValueShape(TypedDict):
    """What is known of one contact under one attribute; `value` is null when nothing is."""

    key: str
    label: str
    kind: AttributeKind
    choices: list[str]
    value: str | int | float | bool | None


class LikeShape(TypedDict):
    """Another contact who is known under the same address."""

    id: str
    name: str
    address: str
    verified: bool
    last_seen_at: str


class Clash(TypedDict):
    """Both have a value: the target's stays in sight, the source's stays with the source."""

    label: str
    kept: str | int | float | bool
    set_aside: str | int | float | bool
