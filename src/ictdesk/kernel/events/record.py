"""Recording: one typed fact becomes one row, in the transaction that made it true."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.events import bus
from ictdesk.kernel.events.models import Event

KINDS: dict[str, "type[Fact]"] = {}
"""Every declared kind of event by its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """The root of all events. Fields are ids and counts; a subclass names its `kind`."""

    kind: ClassVar[str] = ""

    conversation_id: UUID | None = None
    message_id: UUID | None = None
    contact_id: UUID | None = None
    version: int | None = None
    visitor_version: int | None = None


def declare[F: type[Fact]](fact: F) -> F:
    """Makes a kind of event known. Raises `ValueError` when two share a name."""
    if not fact.kind or fact.kind in KINDS:
        raise ValueError(f"event kind {fact.kind!r} is empty or taken")
    KINDS[fact.kind] = fact
    return fact


def record(fact: Fact, actor: Actor) -> Event:
    """Writes the event now and wakes its readers after the commit."""
    event = _row(fact, actor)
    event.save(force_insert=True)
    bus.wake_after_commit()
    return event


def record_all(facts: Sequence[Fact], actor: Actor) -> None:
    """The same for many at once."""
    Event.objects.bulk_create([_row(fact, actor) for fact in facts])
    bus.wake_after_commit()


def _row(fact: Fact, actor: Actor) -> Event:
    return Event(
        kind=fact.kind,
        conversation_id=fact.conversation_id,
        message_id=fact.message_id,
        contact_id=fact.contact_id,
        version=fact.version,
        visitor_version=fact.visitor_version,
        actor_kind=actor.kind,
        actor_id=actor.id,
        at=clock.now(),
    )
