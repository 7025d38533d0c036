"""Where a conversation goes on that was merged into another."""

from uuid import UUID

from ictdesk.desk.conversations.models import Conversation

LONGEST = 50
"""Merges make no circles: see `commands.merge`. The end is for data that was not made by it."""


def end_of(conversation: Conversation) -> Conversation:
    """The last one of a chain of merges; itself when it was merged into none."""
    seen: set[UUID] = set()
    while conversation.merged_into_id is not None and conversation.id not in seen and len(seen) < LONGEST:
        seen.add(conversation.id)
        conversation = Conversation.objects.find(id=conversation.merged_into_id)
    return conversation
