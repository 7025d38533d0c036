"""A conversation and what belongs to it."""

from ictdesk.desk.conversations.models.lists import ConversationTag, Mention, SavedView
from ictdesk.desk.conversations.models.thread import Attachment, Conversation, Message
from ictdesk.desk.conversations.models.ticket import Follower, TicketCounter
from ictdesk.desk.conversations.models.visit import VisitorSession
from ictdesk.desk.conversations.models.words import SearchToken

__all__ = [
    "Attachment",
    "Conversation",
    "ConversationTag",
    "Follower",
    "Mention",
    "Message",
    "SavedView",
    "SearchToken",
    "TicketCounter",
    "VisitorSession",
]
