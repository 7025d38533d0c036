"""Every read of conversations that more than one caller needs. All go through the permission."""

from typing import Any, Literal, TypedDict
from uuid import UUID

from django.db.models import Count, Q

from ictdesk.desk.conversations import messages, reading, rules
from ictdesk.desk.conversations.models import Conversation, Message
from ictdesk.desk.conversations.shapes import ConversationForAgent, MessageForAgent
from ictdesk.kernel import pages
from ictdesk.kernel.actor import Actor, Member, Visitor
from ictdesk.kernel.errors import Invalid, NotAllowed
from ictdesk.kernel.tenancy.models import CellQuerySet

type View = Literal["mine", "unassigned", "all"]

PAGE = 50
LARGEST_PAGE = 200


class Counts(TypedDict):
    """Open conversations: all, unassigned, and by member. Each number leads to the list with its rows."""

    all: int
    unassigned: int
    members: dict[str, int]


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


def inbox_page(
    *,
    actor: Actor,
    view: View = "all",
    status: str = "open",
    inbox: UUID | None = None,
    assignee: UUID | None = None,
    cursor: str = "",
    limit: int = PAGE,
) -> ConversationPage:
    """One page of a list, newest message first. `status` is a category or `any`. Raises `Invalid`."""
    found = conversations_for(actor)
    if status != "any":
        found = found.filter(category=status)
    if view == "unassigned":
        found = found.filter(assignee__isnull=True)
    elif view == "mine":
        found = found.filter(assignee=actor.id if isinstance(actor, Member) else None)
    if inbox:
        found = found.filter(inbox=inbox)
    if assignee:
        found = found.filter(assignee=assignee)
    if cursor:
        moment, last = pages.read(cursor)
        found = found.filter(list_hour__lte=moment)
        found = found.filter(Q(last_message_at__lt=moment) | Q(last_message_at=moment, id__gt=last))
    limit = _limit(limit)
    keys = list(
        found.order_by("-list_hour", "-last_message_at", "id").values_list("last_message_at", "id")[
            : limit + 1
        ]
    )
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
    """How many conversations are open, for the lists. One query."""
    groups = (
        conversations_for(actor)
        .filter(category="open")
        .values_list("assignee")
        .annotate(n=Count("id"))
        .order_by()
    )
    by_member = dict(groups)
    return {
        "all": sum(by_member.values()),
        "unassigned": by_member.get(None, 0),
        "members": {str(member): n for member, n in by_member.items() if member},
    }


def _limit(limit: int) -> int:
    if not 1 <= limit <= LARGEST_PAGE:
        raise Invalid(f"A page has 1 to {LARGEST_PAGE} rows.")
    return limit
