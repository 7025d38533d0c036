"""What the inbox page carries in itself, so that its first paint needs no further request."""

from typing import TypedDict

from ictdesk.desk.conversations.shapes import Channel, ConversationForAgent, MessageForAgent, StatusShape


class FirstPaintMe(TypedDict):
    """The member who is signed in; `can` names what the rules allow, for hiding what would be refused."""

    id: str
    name: str
    role: str
    can: list[str]


class FirstPaintWorkspace(TypedDict):
    slug: str
    name: str
    color: str


class FirstPaintMember(TypedDict):
    id: str
    name: str
    role: str


class FirstPaintInbox(TypedDict):
    id: str
    name: str
    channel: Channel


class FirstPaintCounts(TypedDict):
    """Open conversations: all, unassigned, and by member id."""

    all: int
    unassigned: int
    members: dict[str, int]


class FirstPaintList(TypedDict):
    """The first page of one view. `view` is mine, unassigned or all; `status` a category or `any`."""

    view: str
    status: str
    items: list[ConversationForAgent]
    next: str | None


class FirstPaintOpen(TypedDict):
    """The conversation in the address, with its newest messages; `more` when there are older ones."""

    conversation: ConversationForAgent
    messages: list[MessageForAgent]
    more: bool


class FirstPaintUrls(TypedDict):
    """`api` ends in /api/v1, `socket` is the ws(s) address, `base` is the inbox's own path with a last slash."""

    api: str
    socket: str
    base: str


class FirstPaintLimits(TypedDict):
    """In bytes: message text as UTF-8, and one file."""

    text: int
    file: int


class FirstPaint(TypedDict):
    """`cursor` was read before anything else here: events after it may repeat what is shown, never miss it."""

    me: FirstPaintMe
    workspace: FirstPaintWorkspace
    members: list[FirstPaintMember]
    statuses: list[StatusShape]
    inboxes: list[FirstPaintInbox]
    tags: list[str]
    counts: FirstPaintCounts
    cursor: str
    list: FirstPaintList
    open: FirstPaintOpen | None
    urls: FirstPaintUrls
    limits: FirstPaintLimits
    csrf: str
