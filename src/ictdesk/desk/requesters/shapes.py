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


class GoesOn(TypedDict):
    """The request into which another one was merged."""

    id: str
    number: int


class Corrected(TypedDict):
    """What is right where a message is not."""

    text: str
    at: str


class RequestMessage(MessageForVisitor):
    """`in_copy`: written by somebody whom the team let take part, and not by whoever asked."""

    corrections: list[Corrected]

    in_copy: str | None


class RequestShown(TypedDict):
    conversation: ConversationForVisitor
    number: int
    subject: str
    begun: str
    goes_on: GoesOn | None
    messages: list[RequestMessage]
