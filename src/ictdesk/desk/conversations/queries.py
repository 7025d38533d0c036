"""Every read of conversations that more than one caller needs. All go through the permission."""

from collections.abc import Iterable
from typing import Any, TypedDict
from uuid import UUID

from django.db.models import Q

from ictdesk.desk.conversations import counting, messages, reading, rules
from ictdesk.desk.conversations.counting import Counts
from ictdesk.desk.conversations.filters import Filter
from ictdesk.desk.conversations.models import Conversation, Message, MessageCorrection, SavedView
from ictdesk.desk.conversations.shapes import (
    ConversationForAgent,
    MessageForAgent,
    SavedViewShape,
)
from ictdesk.kernel import pages
from ictdesk.kernel.actor import Actor, Member, Visitor
from ictdesk.kernel.errors import Invalid, NotAllowed
from ictdesk.kernel.tenancy.models import CellQuerySet

PAGE = 50
LARGEST_PAGE = 200


class ConversationPage(TypedDict):
    items: list[ConversationForAgent]
    next: str | None


class MessagePage(TypedDict):
    """Messages in order of `seq`. `more`: there are others beyond this page."""

    items: list[MessageForAgent]
    more: bool


def conversations_for(actor: Actor) -> CellQuerySet[Conversation]:
    """The conversations that an actor may see; ask it for one with `.find(id=...)`. Raises `NotAllowed`."""
    if isinstance(actor, Visitor):
        return Conversation.objects.filter(id=actor.conversation_id)  # type: ignore[no-any-return]
    if not rules.can_read(actor):
        raise NotAllowed
    return Conversation.objects.all()  # type: ignore[no-any-return]


def messages_for(actor: Actor) -> CellQuerySet[Message]:
    """The messages that an actor may see: a visitor never sees a note."""
    seen = Message.objects.filter(conversation__in=conversations_for(actor).values("id"))
    return seen.filter(note=False) if isinstance(actor, Visitor) else seen  # type: ignore[no-any-return]


def corrections_for(actor: Actor) -> CellQuerySet[MessageCorrection]:
    """What stands beside the messages that an actor may see. Raises `NotAllowed`."""
    return MessageCorrection.objects.filter(message__in=messages_for(actor).values("id"))  # type: ignore[no-any-return]


def inbox_page(*, actor: Actor, cursor: str = "", limit: int = PAGE, **wanted: Any) -> ConversationPage:
    """One page of a list; `wanted` are words of `Filter`. Raises `Invalid`."""
    return filtered_page(actor=actor, wanted=Filter.parse(wanted), cursor=cursor, limit=limit)


def filtered_page(*, actor: Actor, wanted: Filter, cursor: str = "", limit: int = PAGE) -> ConversationPage:
    """One page of a list. Three queries. Raises `Invalid`."""
    limit = _limit(limit)
    keys = wanted.page(wanted.narrow(conversations_for(actor), actor), cursor, limit + 1)
    shown = reading.conversations_shown(id_ for _, id_ in keys[:limit])
    return {"items": shown, "next": pages.write(*keys[limit - 1]) if len(keys) > limit else None}


def conversation_shown(*, actor: Actor, conversation_id: UUID) -> ConversationForAgent:
    """One row as agents see it. Raises `NotFound`."""
    found = conversations_for(actor).find(id=conversation_id)
    return reading.conversations_shown([found.id])[0]


def messages_page(
    *, actor: Actor, conversation_id: UUID, before: int | None = None, after: int = 0, limit: int = PAGE
) -> MessagePage:
    """Messages after a `seq` (oldest first), or the newest before one. Raises `NotFound`."""
    found = conversations_for(actor).find(id=conversation_id)
    limit = _limit(limit)
    statement = messages.PAGE_AFTER if after else messages.PAGE_BEFORE
    parameters: dict[str, Any] = {
        "conversation": found.id,
        "after": after,
        "before": before or 2**62,
        "limit": limit + 1,
        "notes": not isinstance(actor, Visitor),
    }
    rows, files, opener = reading.message_rows(statement, parameters)
    kept = sorted(rows[:limit], key=lambda row: row.seq)
    return {"items": [messages.for_agent(row, files, opener) for row in kept], "more": len(rows) > limit}


def counts(*, actor: Actor) -> Counts:
    """How many conversations each list holds. Raises `NotAllowed`."""
    conversations_for(actor)
    return counting.folded(
        *(reading.fetch(statement, {}) for statement in (counting.OPEN, counting.MENTIONS, counting.TAGS))
    )


def views_for(actor: Actor) -> CellQuerySet[SavedView]:
    """The saved views that somebody sees: their own and the shared ones, by name. Raises `NotAllowed`."""
    if not rules.can_read(actor):
        raise NotAllowed
    own = Q(owner=actor.id) if isinstance(actor, Member) else Q(pk__in=[])
    return SavedView.objects.filter(own | Q(shared=True)).order_by("name", "id")  # type: ignore[no-any-return]


def views_shown(views: Iterable[SavedView]) -> list[SavedViewShape]:
    """As they are shown. A filter that was kept by an older version is read as strictly as a new one."""
    return [
        {
            "id": str(view.id),
            "name": view.name,
            "shared": view.shared,
            "owner": str(view.owner_id),
            "filter": Filter.parse(view.filter).shape(),
        }
        for view in views
    ]


def _limit(limit: int) -> int:
    if not 1 <= limit <= LARGEST_PAGE:
        raise Invalid(f"A page has 1 to {LARGEST_PAGE} rows.")
    return limit
