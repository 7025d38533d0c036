"""Every frame of `/rt/v1/`, in and out.

Frames that come in are msgspec structs that refuse unknown fields. Frames that go out are typed
dictionaries built from the conversation shapes. The TypeScript types are generated from this file
(`./desk fix`), and `./desk check` fails when they differ.
"""

from typing import Annotated, Literal, TypedDict

import msgspec

from ictdesk.desk.conversations.shapes import (
    ConversationForAgent,
    ConversationForVisitor,
    MessageForAgent,
    MessageForVisitor,
)

TEXT_LIMIT = 16_384
"""Largest message body, in bytes of UTF-8."""

type Id = Annotated[str, msgspec.Meta(min_length=36, max_length=36)]
type Body = Annotated[str, msgspec.Meta(max_length=TEXT_LIMIT)]
type Cursor = Annotated[str, msgspec.Meta(max_length=200)]


class Frame(msgspec.Struct, forbid_unknown_fields=True, tag_field="t"):
    """The root of what a client may send."""


class VisitorHello(Frame, tag="hello"):
    token: Annotated[str, msgspec.Meta(max_length=200)]
    after: Cursor = "0"


class Hello(Frame, tag="hello"):
    """What both hellos have in common: enough to see which of the two it is."""

    token: Annotated[str, msgspec.Meta(max_length=200)] | None = None
    workspace: Annotated[str, msgspec.Meta(max_length=63)] | None = None
    after: Cursor | None = None


class VisitorSend(Frame, tag="send"):
    client_id: Id
    body: Body
    attachments: Annotated[list[Id], msgspec.Meta(max_length=10)] = []


class VisitorTyping(Frame, tag="typing"):
    on: bool


class VisitorRead(Frame, tag="read"):
    seq: Annotated[int, msgspec.Meta(ge=0)]


class Ping(Frame, tag="ping"):
    pass


class AgentHello(Frame, tag="hello"):
    workspace: Annotated[str, msgspec.Meta(max_length=63)]
    after: Cursor | None = None


class AgentSend(Frame, tag="send"):
    conversation: Id
    client_id: Id
    body: Body
    note: bool
    attachments: Annotated[list[Id], msgspec.Meta(max_length=10)] = []
    mentions: Annotated[list[Id], msgspec.Meta(max_length=20)] = []
    """Members whom a note names."""


class AgentTyping(Frame, tag="typing"):
    conversation: Id
    on: bool


class AgentRead(Frame, tag="read"):
    conversation: Id
    seq: Annotated[int, msgspec.Meta(ge=0)]


class AgentLook(Frame, tag="look"):
    """Says which conversation the agent has open; `None` when none."""

    conversation: Id | None


type VisitorFrame = VisitorHello | VisitorSend | VisitorTyping | VisitorRead | Ping
type AgentFrame = AgentHello | AgentSend | AgentTyping | AgentRead | AgentLook | Ping


# ---- what goes out ---------------------------------------------------------------------------


class VisitorEvent(TypedDict, total=False):
    """One durable change, for the visitor. `cursor` resumes after it."""

    kind: Literal["message", "conversation"]
    cursor: str
    message: MessageForVisitor
    conversation: ConversationForVisitor


class AgentEvent(TypedDict, total=False):
    """One durable change, for agents: the conversation as it is now, and the message it is about."""

    id: str
    kind: str
    cursor: str
    conversation: ConversationForAgent
    message: MessageForAgent
    gone: str
    """The id of a conversation that was erased: whoever shows it forgets it."""


class ReadyFrame(TypedDict):
    """Answers hello. With `resync` the client must fetch afresh: its cursor was too old or unknown."""

    t: Literal["ready"]
    cursor: str
    resync: bool


class AckFrame(TypedDict):
    t: Literal["ack"]
    client_id: str
    id: str
    seq: int
    at: str
    repeat: bool


class VisitorEventFrame(TypedDict):
    t: Literal["event"]
    event: VisitorEvent


class AgentEventFrame(TypedDict):
    t: Literal["event"]
    event: AgentEvent


class TypingFrame(TypedDict):
    """To a visitor `conversation` and `by` are empty and `name` is the agent's public name."""

    t: Literal["typing"]
    conversation: str
    by: str
    kind: Literal["contact", "member"]
    name: str
    on: bool


class LookingFrame(TypedDict):
    """Which members have this conversation open now."""

    t: Literal["looking"]
    conversation: str
    members: list[str]


class PresenceFrame(TypedDict):
    """To agents: the members who are online. To a visitor `members` is empty and `online` counts."""

    t: Literal["presence"]
    members: list[str]
    online: int


class CountsFrame(TypedDict):
    """Open conversations: all, unassigned, by member, inbox, team and tag; and each member's unseen mentions."""

    t: Literal["counts"]
    all: int
    unassigned: int
    members: dict[str, int]
    inboxes: dict[str, int]
    teams: dict[str, int]
    tags: dict[str, int]
    mentions: dict[str, int]


class SetupFrame(TypedDict):
    """The workspace's lists (members, statuses, teams, tags, canned replies, views) are not as they were."""

    t: Literal["setup"]


class PongFrame(TypedDict):
    t: Literal["pong"]


class ErrorFrame(TypedDict, total=False):
    t: Literal["error"]
    code: str
    detail: str
    client_id: str
    retry_after: int


class ByeFrame(TypedDict):
    """The last frame before the server closes. Wait `retry_ms` before coming back."""

    t: Literal["bye"]
    code: str
    retry_ms: int


type ToVisitor = (
    ReadyFrame
    | AckFrame
    | VisitorEventFrame
    | TypingFrame
    | PresenceFrame
    | PongFrame
    | ErrorFrame
    | ByeFrame
)
type ToAgent = (
    ReadyFrame
    | AckFrame
    | AgentEventFrame
    | TypingFrame
    | LookingFrame
    | PresenceFrame
    | CountsFrame
    | SetupFrame
    | PongFrame
    | ErrorFrame
    | ByeFrame
)


# ---- HTTP of the visitor protocol --------------------------------------------------------------


class PrechatField(TypedDict):
    name: Literal["name", "email"]
    required: bool


class WidgetConfig(TypedDict):
    """Everything the open widget needs to draw itself."""

    workspace: str
    color: str
    greeting: str
    notice: str
    notice_version: int
    privacy_url: str
    open_now: bool
    opens_at: str | None
    offline_text: str
    prechat: list[PrechatField]
    text_limit: int
    file_limit: int
    file_types: list[str]
    asks: Literal["", "start", "end"]
    """When the chat looks whether there is a question of consent."""


class VisitorContact(TypedDict):
    id: str
    name: str
    email: str


class VisitorSession(TypedDict):
    """The answer of `POST /rt/v1/sessions` and `GET /rt/v1/session` (where `token` is empty)."""

    token: str
    expires_at: str
    contact: VisitorContact | None
    conversation: ConversationForVisitor | None
    cursor: str
    config: WidgetConfig


class MessageAccepted(TypedDict):
    """The answer of `POST /rt/v1/messages`: 201 the first time, 200 when repeated."""

    id: str
    seq: int
    at: str
    conversation: str


class VisitorEvents(TypedDict):
    """The answer of `GET /rt/v1/events`. With `more` ask again after `cursor`."""

    events: list[VisitorEvent]
    cursor: str
    more: bool
    resync: bool
