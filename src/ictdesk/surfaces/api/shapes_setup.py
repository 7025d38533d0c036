"""What the API answers about the workspace's own settings."""

from typing import Literal, TypedDict

from ictdesk.desk.conversations.shapes import Channel, StatusShape

type Scope = Literal[
    "conversations:read",
    "conversations:write",
    "contacts:read",
    "contacts:write",
    "search:read",
    "rights:read",
    "rights:write",
    "consents:read",
    "consents:write",
]
type Asked = Literal["name", "email"]


class TeamWhole(TypedDict):
    """`members` are the ids of those who are active."""

    id: str
    name: str
    members: list[str]


class Teams(TypedDict):
    items: list[TeamWhole]
    next: None


class Statuses(TypedDict):
    """In the workspace's order; the first of a category is its default."""

    items: list[StatusShape]
    next: None


class TagWhole(TypedDict):
    """`conversations`: how many carry it."""

    id: str
    name: str
    conversations: int


class Tags(TypedDict):
    items: list[TagWhole]
    next: None


class WorkspaceWhole(TypedDict):
    """`hours`: by weekday, "0" is Monday, pairs of times in `time_zone`. `opens_at` is null while it is `open`."""

    name: str
    color: str
    greeting: str
    offline_text: str
    time_zone: str
    hours: dict[str, list[list[str]]]
    open: bool
    opens_at: str | None


class ClosedDay(TypedDict):
    day: str
    name: str


class HolidaysShape(TypedDict):
    """`ahead`: the next closed days, public holidays among them."""

    holidays_of: str
    closed_days: list[ClosedDay]
    ahead: list[ClosedDay]


class PrechatShape(TypedDict):
    name: Asked
    required: bool


class InboxWhole(TypedDict):
    """`widget_key` stands in the page's source and is no secret. `mail` is the inbox's address, or empty."""

    id: str
    name: str
    channel: Channel
    active: bool
    widget_key: str
    allowed_origins: list[str]
    prechat: list[PrechatShape]
    mail: str


class Inboxes(TypedDict):
    items: list[InboxWhole]
    next: None


class NoticeShape(TypedDict):
    version: int
    text: str
    privacy_url: str
    published_at: str


class Notices(TypedDict):
    """Newest first: the first is in force."""

    items: list[NoticeShape]
    next: None


class MemberWhole(TypedDict):
    """`email` is told to whoever manages members, and null to others."""

    id: str
    name: str
    role: str
    email: str | None


class ApiKeyShape(TypedDict):
    """`made_by` is a member's id. `expires_at` is null for a key without an end, `last_used_on` before the first use."""

    id: str
    name: str
    scopes: list[Scope]
    made_by: str
    created_at: str
    expires_at: str | None
    last_used_on: str | None


class ApiKeyMade(ApiKeyShape):
    secret: str | None


class ApiKeys(TypedDict):
    items: list[ApiKeyShape]
    next: None


class SigningKeyShape(TypedDict):
    id: str
    created_at: str


class SigningKeyMade(SigningKeyShape):
    secret: str | None


class SigningKeys(TypedDict):
    items: list[SigningKeyShape]
    next: None


class SecurityShape(TypedDict):
    """`sign_in_hours`: after how many a member proves again who they are; 0 is never."""

    second_step: bool
    sign_in_hours: int


class Members(TypedDict):
    items: list[MemberWhole]
    next: None
