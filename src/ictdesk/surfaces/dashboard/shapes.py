"""What the inbox page carries in itself, so that its first paint needs no further request."""

from typing import TypedDict

from ictdesk.desk.conversations.shapes import (
    Channel,
    ChoiceFieldShape,
    ConversationForAgent,
    ListFilter,
    MessageForAgent,
    SavedViewShape,
    StatusShape,
    TagShape,
    TeamShape,
    TicketTypeShape,
)
from ictdesk.desk.people.shapes import NotifyShape


class FirstPaintMe(TypedDict):
    """The member who is signed in; `can` names what the rules allow, for hiding what would be refused."""

    id: str
    name: str
    role: str
    can: list[str]
    notify: NotifyShape


class FirstPaintWorkspace(TypedDict):
    slug: str
    name: str
    color: str
    time_zone: str


class FirstPaintMember(TypedDict):
    id: str
    name: str
    role: str


class FirstPaintInbox(TypedDict):
    id: str
    name: str
    channel: Channel


class FirstPaintCounts(TypedDict):
    """As the socket's `counts`; those by tag come with it a moment later."""

    all: int
    unassigned: int
    members: dict[str, int]
    inboxes: dict[str, int]
    teams: dict[str, int]
    tags: dict[str, int]
    mentions: dict[str, int]


class FirstPaintList(TypedDict):
    """The first page of the list in the address."""

    filter: ListFilter
    items: list[ConversationForAgent]
    next: str | None


class FirstPaintOpen(TypedDict):
    """The conversation in the address, with its newest messages; `more` when there are older ones."""

    conversation: ConversationForAgent
    messages: list[MessageForAgent]
    more: bool


class FirstPaintPage(TypedDict):
    """A page of the desk that this member may open. `key` is pressed after G."""

    name: str
    url: str
    key: str


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
    teams: list[TeamShape]
    tags: list[TagShape]
    ticket_types: list[TicketTypeShape]
    choice_fields: list[ChoiceFieldShape]
    views: list[SavedViewShape]
    pages: list[FirstPaintPage]
    counts: FirstPaintCounts
    cursor: str
    list: FirstPaintList
    open: FirstPaintOpen | None
    urls: FirstPaintUrls
    limits: FirstPaintLimits
    csrf: str
