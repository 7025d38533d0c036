"""What conversations and messages look like to the outside.

One set of shapes serves the HTTP API, the sockets and the first paint of the inbox. There are two
projections of everything: what an agent may see and what the visitor may see. They are separate
types on purpose, so that a note or an agent's address cannot slip into the visitor's by a flag.

Times are RFC 3339 in UTC with milliseconds; ids are UUID strings.
"""

from typing import Literal, TypedDict

type StatusCategory = Literal["open", "waiting", "snoozed", "solved"]
type Channel = Literal["chat", "mail", "form", "api"]
type Priority = Literal["low", "normal", "high", "urgent"]
type AuthorKind = Literal["contact", "member", "api", "system"]
type MessageKind = Literal["public", "note"]
type Delivery = Literal["stored", "delivered", "failed"]
type View = Literal["mine", "unassigned", "mentions", "followed", "all"]
type StatusFilter = Literal["open", "waiting", "snoozed", "solved", "any"]
type Sort = Literal["newest", "waiting", "due"]
type Kind = Literal["any", "ticket", "talk"]
type DueFor = Literal["answer", "solution"]


class AttachmentShape(TypedDict):
    """A file that belongs to a message. `url` and `preview_url` are signed and expire in an hour."""

    id: str
    name: str
    type: str
    size: int
    width: int | None
    height: int | None
    url: str
    preview_url: str | None


class PersonShape(TypedDict):
    id: str
    name: str


class AuthorShape(TypedDict):
    kind: AuthorKind
    id: str | None
    name: str


class CorrectionShape(TypedDict):
    """What is right where the message is not. `by` is the member who wrote it, null for a program."""

    id: str
    text: str
    at: str
    by: str | None


class MessageForAgent(TypedDict):
    """`mentions` are the ids of the members whom a note names."""

    id: str
    conversation_id: str
    seq: int
    kind: MessageKind
    author: AuthorShape
    body: str
    at: str
    edited_at: str | None
    deleted: bool
    client_id: str
    delivery: Delivery
    attachments: list[AttachmentShape]
    mentions: list[str]
    corrections: list[CorrectionShape]


class ScheduledShape(TypedDict):
    """An answer that waits for its time. `overtaken`: the customer has written since."""

    id: str
    author: PersonShape
    body: str
    due_at: str
    quote: bool
    overtaken: bool
    attachments: list[AttachmentShape]


class MessageForVisitor(TypedDict):
    """`seq` counts public messages only, so that a note leaves no hole that tells of it.

    Their own messages carry no name: it may change, and they know it.
    """

    id: str
    seq: int
    author: Literal["visitor", "agent", "system"]
    author_name: str
    body: str
    at: str
    edited_at: str | None
    deleted: bool
    client_id: str | None
    attachments: list[AttachmentShape]


class StatusShape(TypedDict):
    id: str
    name: str
    category: StatusCategory
    public_label: str


class PreviewShape(TypedDict):
    """The last message in one line, for lists."""

    author: AuthorKind
    note: bool
    text: str
    at: str


class TicketTypeShape(TypedDict):
    id: str
    name: str


class ChoiceFieldShape(TypedDict):
    """A field of tickets with choices: lists are narrowed to one of them as `key:choice`."""

    key: str
    label: str
    choices: list[str]


class TicketShape(TypedDict):
    """What a conversation has besides when it is a ticket. `due_at` is the next promise, `due_for` its kind."""

    number: int
    type: TicketTypeShape | None
    due_at: str | None
    due_for: DueFor | None
    merged_into: str | None


class ConversationForAgent(TypedDict):
    """A row of the inbox. `version` rises with every change: of two copies the higher one is right.

    `mentioned` are the members whom a note in it names, `unseen_by` those of them who have not seen that yet,
    `followers` the members who follow it. `ticket` is null as long as it is none.
    """

    id: str
    version: int
    channel: Channel
    inbox_id: str
    subject: str
    contact: PersonShape
    status: StatusShape
    assignee: PersonShape | None
    team_id: str | None
    tags: list[str]
    mentioned: list[str]
    unseen_by: list[str]
    priority: Priority
    last_seq: int
    last_public_seq: int
    contact_read_seq: int
    agent_read_seq: int
    preview: PreviewShape | None
    waiting_since: str | None
    first_response_at: str | None
    snoozed_until: str | None
    created_at: str
    last_message_at: str
    followers: list[str]
    ticket: TicketShape | None
    choices: list[str]
    """What its fields with choices say, each as `key:choice`."""
    restricted: bool
    """The person's data is kept and otherwise left alone: nothing else of them is told."""


class ConversationForVisitor(TypedDict):
    """`*_read_seq` count public messages, like `MessageForVisitor.seq`."""

    id: str
    label: str
    open: bool
    agent_name: str | None
    contact_read_seq: int
    agent_read_seq: int
    last_seq: int


class ListFilter(TypedDict):
    """Which conversations a list shows, and in which order. What is null is not asked for."""

    view: View
    status: StatusFilter
    inbox: str | None
    team: str | None
    tag: str | None
    assignee: str | None
    kind: Kind
    channel: Channel | None
    priority: Priority | None
    type: str | None
    field: str | None
    sort: Sort


class SavedViewShape(TypedDict):
    """A list under a name. `owner` is the member who made it; others see it when it is `shared`."""

    id: str
    name: str
    shared: bool
    owner: str
    filter: ListFilter


class TeamShape(TypedDict):
    id: str
    name: str


class TagShape(TypedDict):
    id: str
    name: str


class StatusState(TypedDict):
    id: str
    until: str | None


class StateShape(TypedDict, total=False):
    """The part of a conversation's state that a change set: only what it touched is there."""

    assignee: str | None
    team: str | None
    status: StatusState
    tags: list[str]
    priority: Priority
    type: str | None


class ItemResult(TypedDict):
    """What became of one conversation. `outcome` is `done` or the code of what refused it."""

    id: str
    outcome: str
    detail: str


class UndoItem(TypedDict):
    """How to take one change back: it is, while the conversation still is as it `became`."""

    id: str
    was: StateShape
    became: StateShape


class BulkResult(TypedDict):
    """What became of each conversation, in the order asked, and what takes it back."""

    items: list[ItemResult]
    undo: list[UndoItem]
