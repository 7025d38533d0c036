"""What calls may send. Unknown fields are refused, and nothing is bent into another type."""

from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, ConfigDict, Field, StrictBool, StrictFloat, StrictInt, StrictStr

type Text = Annotated[StrictStr, Field(max_length=100_000)]
"""Coarse: the command says exactly what fits, in bytes."""
type Name = Annotated[StrictStr, Field(max_length=200)]
type Limit = Annotated[int, Field(ge=1, le=200)]


class Sent(Schema):
    """The root of all that is sent."""

    model_config = ConfigDict(extra="forbid")


class NewMessage(Sent):
    """`client_id` is made once for each message; sending it again gets the first result."""

    client_id: UUID
    body: Text
    attachments: Annotated[list[UUID], Field(max_length=10)] = []


class NewAnswer(NewMessage):
    """`quote`: where it goes by mail, what it answers stands below it."""

    quote: StrictBool = False


class NewNote(NewMessage):
    """`mentions` are members whom the note names."""

    mentions: Annotated[list[UUID], Field(max_length=20)] = []


class NewConversation(Sent):
    inbox_id: UUID
    contact_id: UUID
    client_id: UUID
    body: Text
    subject: Annotated[StrictStr, Field(max_length=1000)] = ""
    ticket: StrictBool = False
    type_id: UUID | None = None
    note: StrictBool = False


class NewBody(Sent):
    body: Text


class NewAssignee(Sent):
    member_id: UUID | None


class NewTeam(Sent):
    team_id: UUID | None


class NewSnooze(Sent):
    """Until a time, or with null until they answer."""

    until: AwareDatetime | None


class NewStatus(Sent):
    status_id: UUID
    snoozed_until: AwareDatetime | None = None


class NewPriority(Sent):
    priority: Literal["low", "normal", "high", "urgent"]


class NewTags(Sent):
    tags: Annotated[list[Annotated[StrictStr, Field(max_length=40)]], Field(max_length=20)]


class ReadUpTo(Sent):
    seq: Annotated[StrictInt, Field(ge=0, lt=2**62)]


class ContactChange(Sent):
    """Only what is named is changed."""

    name: Name | None = None
    email: Annotated[StrictStr, Field(max_length=254)] | None = None


class NewCannedReply(Sent):
    shortcut: Name
    title: Name
    body: Text
    team: UUID | None = None


class CannedReplyChange(Sent):
    """Only what is named is changed."""

    shortcut: Name | None = None
    title: Name | None = None
    body: Text | None = None
    team: UUID | None = None


class NewIdentity(Sent):
    kind: Literal["email", "phone", "external"]
    value: Annotated[StrictStr, Field(max_length=254)]


class NewValues(Sent):
    """By key; null takes a value away."""

    values: Annotated[
        dict[Annotated[str, Field(max_length=40)], Text | StrictBool | StrictInt | StrictFloat | None],
        Field(min_length=1, max_length=50),
    ]


class MergeFrom(Sent):
    """Which contact goes into the one in the address."""

    source: UUID


class ChangedAttribute(Sent):
    label: Name
    category: Name
    source: Name
    purpose: Name
    choices: Annotated[list[Name], Field(max_length=50)] = []


class NewAttribute(ChangedAttribute):
    key: Name
    kind: Literal["text", "number", "date", "choice", "flag"]


class ListConversations(Sent):
    view: Literal["mine", "unassigned", "mentions", "followed", "all"] = "all"
    status: Literal["open", "waiting", "snoozed", "solved", "any"] = "open"
    inbox: UUID | None = None
    team: UUID | None = None
    tag: Annotated[str, Field(max_length=40)] | None = None
    assignee: UUID | None = None
    kind: Literal["any", "ticket", "talk"] = "any"
    channel: Literal["chat", "mail", "form", "api"] | None = None
    priority: Literal["low", "normal", "high", "urgent"] | None = None
    type: UUID | None = None
    field: Annotated[str, Field(max_length=160)] | None = None
    sort: Literal["newest", "waiting", "due"] = "newest"
    cursor: Annotated[str, Field(max_length=200)] = ""
    limit: Limit = 50


class ListMessages(Sent):
    before: Annotated[int, Field(ge=1, lt=2**62)] | None = None
    after: Annotated[int, Field(ge=0, lt=2**62)] = 0
    limit: Limit = 50


class ListContacts(Sent):
    email: Annotated[str, Field(max_length=254)] = ""
    cursor: Annotated[str, Field(max_length=200)] = ""
    limit: Limit = 50


class Search(Sent):
    q: Annotated[str, Field(min_length=1, max_length=500)]
    limit: Annotated[int, Field(ge=1, le=100)] = 25


class FileFor(Sent):
    """Which conversation a file is uploaded for."""

    conversation: UUID
