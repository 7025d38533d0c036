"""Who acts. Every command is given one; nothing guesses it from the surroundings."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from uuid import UUID

type Role = Literal["owner", "admin", "agent", "privacy_officer", "viewer"]
type ActorKind = Literal["member", "api", "contact", "system", "engineer"]


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the workspace, signed in."""

    id: UUID
    role: Role
    name: str = field(default="", compare=False, repr=False)
    kind: ActorKind = field(default="member", init=False)


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A program with a key of the workspace."""

    id: UUID
    scopes: frozenset[str]
    kind: ActorKind = field(default="api", init=False)


@dataclass(frozen=True, slots=True)
class Visitor:
    """A person at the widget or one who writes by mail. Knows the contact and conversation once they exist."""

    id: UUID
    """Their session, or the mail that is being taken in."""
    contact_id: UUID | None
    conversation_id: UUID | None
    kind: ActorKind = field(default="contact", init=False)


@dataclass(frozen=True, slots=True)
class System:
    """The software itself; `reason` says which part and why."""

    reason: str
    id: UUID | None = None
    kind: ActorKind = field(default="system", init=False)


@dataclass(frozen=True, slots=True)
class Engineer:
    """Somebody of the vendor who was let in for a time: nobody's colleague, and never in a member's name."""

    id: UUID
    """Their account, under which they stand on the vendor's register."""
    grant_id: UUID
    writes: bool
    """Whether the grant is for more than looking."""
    ends_at: datetime
    name: str = field(default="", compare=False, repr=False)
    kind: ActorKind = field(default="engineer", init=False)

    @property
    def role(self) -> Role:
        """What they see of the desk; what they may do there is a list of its own."""
        return "viewer"


type Actor = Member | ApiKey | Visitor | System | Engineer
