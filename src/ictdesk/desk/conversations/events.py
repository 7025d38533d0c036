"""What happens to conversations, as facts."""

from dataclasses import dataclass
from typing import ClassVar

from ictdesk.kernel.events.record import Fact, declare


@declare
@dataclass(frozen=True, slots=True, kw_only=True)
class MessageAppended(Fact):
    """Recorded by the append statement itself; see `append.py`."""

    kind: ClassVar[str] = "message_appended"


@declare
@dataclass(frozen=True, slots=True, kw_only=True)
class MessageEdited(Fact):
    kind: ClassVar[str] = "message_edited"


@declare
@dataclass(frozen=True, slots=True, kw_only=True)
class MessageDeleted(Fact):
    kind: ClassVar[str] = "message_deleted"


@declare
@dataclass(frozen=True, slots=True, kw_only=True)
class MessageDelivery(Fact):
    """How far a message came on its way to the contact."""

    kind: ClassVar[str] = "message_delivery"


@declare
@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationChanged(Fact):
    """Status, assignee, team, tags, priority, type, subject, followers or due time."""

    kind: ClassVar[str] = "conversation_changed"


@declare
@dataclass(frozen=True, slots=True, kw_only=True)
class TicketMade(Fact):
    """It has a number from here on."""

    kind: ClassVar[str] = "ticket_made"


@declare
@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationRead(Fact):
    kind: ClassVar[str] = "conversation_read"


@declare
@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationErased(Fact):
    """It is gone, or nobody's any more: whoever shows it forgets it."""

    kind: ClassVar[str] = "conversation_erased"


@declare
@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRenamed(Fact):
    """A conversation's row shows its contact's name; this tells that it changed."""

    kind: ClassVar[str] = "contact_changed"
