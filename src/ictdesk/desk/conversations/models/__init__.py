"""A conversation and what belongs to it."""

from ictdesk.desk.conversations.models.correction import MessageCorrection
from ictdesk.desk.conversations.models.lists import ConversationTag, Mention, SavedView
from ictdesk.desk.conversations.models.relation import ConversationLink, ConversationMerge
from ictdesk.desk.conversations.models.scheduled import ScheduledAnswer
from ictdesk.desk.conversations.models.thread import Attachment, Conversation, Message
from ictdesk.desk.conversations.models.ticket import Follower, TicketCounter, TicketValue
from ictdesk.desk.conversations.models.visit import VisitorSession
from ictdesk.desk.conversations.models.words import SearchToken

__all__ = [
    "Attachment",
    "Conversation",
    "ConversationLink",
    "ConversationMerge",
    "ConversationTag",
    "Follower",
    "Mention",
    "Message",
    "MessageCorrection",
    "SavedView",
    "ScheduledAnswer",
    "SearchToken",
    "TicketCounter",
    "TicketValue",
    "VisitorSession",
]
