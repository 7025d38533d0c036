"""The part of a conversation's state that people set, in a form that can be kept and put back."""

from collections.abc import Callable, Iterable
from typing import Any

from ictdesk.desk.conversations.models import Conversation, ConversationTag
from ictdesk.desk.conversations.shapes import StateShape
from ictdesk.kernel.clock import rfc3339


def tags_of(conversation: Conversation) -> list[str]:
    """The names of its tags, sorted."""
    rows = ConversationTag.objects.filter(conversation=conversation).order_by("tag__name")
    return list(rows.values_list("tag__name", flat=True))


READ: dict[str, Callable[[Conversation], Any]] = {
    "assignee": lambda row: str(row.assignee_id) if row.assignee_id else None,
    "team": lambda row: str(row.team_id) if row.team_id else None,
    "status": lambda row: {
        "id": str(row.status_id),
        "until": rfc3339(row.snoozed_until) if row.snoozed_until else None,
    },
    "tags": tags_of,
    "priority": lambda row: row.priority,
    "type": lambda row: str(row.type_id) if row.type_id else None,
}


def state_of(conversation: Conversation, parts: Iterable[str]) -> StateShape:
    """These parts of a conversation as it is now."""
    return {part: READ[part](conversation) for part in parts}  # type: ignore[return-value]  # its keys
