"""What requesters see: never a note, an agent's address or the desk's own words for its states."""

from datetime import datetime
from typing import TypedDict

from ictdesk.desk.conversations.shapes import ConversationForVisitor, MessageForVisitor


class RequestLine(TypedDict):
    id: str
    number: int
    subject: str
    label: str
    open: bool
    at: datetime


class RequestShown(TypedDict):
    conversation: ConversationForVisitor
    number: int
    subject: str
    begun: str
    messages: list[MessageForVisitor]
