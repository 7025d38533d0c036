"""What the API answers, beyond the shapes of the rooms."""

from typing import Literal, TypedDict

from ictdesk.desk.contacts.shapes import AttributeShape, FieldShape
from ictdesk.desk.conversations.relation_shapes import FieldValueShape
from ictdesk.desk.conversations.search import Hit
from ictdesk.desk.conversations.shapes import (
    Channel,
    ChoiceFieldShape,
    MessageForAgent,
    SavedViewShape,
    ScheduledShape,
    StatusShape,
    TagShape,
    TeamShape,
    TicketTypeShape,
)
from ictdesk.desk.people.shapes import NotifyShape
from ictdesk.desk.tickets.shapes import MacroShape, PromiseShape


class ScheduledAnswers(TypedDict):
    items: list[ScheduledShape]
    next: None


class SignatureShape(TypedDict):
    signature: str


class MemberShape(TypedDict):
    id: str
    name: str
    role: str


class InboxShape(TypedDict):
    id: str
    name: str
    channel: Channel


class CannedReplyShape(TypedDict):
    """`body` may hold placeholders: {{contact.name}}, {{agent.name}}, {{workspace.name}}. `team` is an id."""

    id: str
    shortcut: str
    title: str
    body: str
    team: str | None


class CannedReplies(TypedDict):
    """By shortcut, all of them."""

    items: list[CannedReplyShape]
    next: None


class WorkspaceShape(TypedDict):
    slug: str
    name: str
    color: str
    time_zone: str


class Me(TypedDict):
    """Who calls, what they may do, and the lists that every other call refers to."""

    kind: Literal["member", "api"]
    id: str
    name: str
    role: str | None
    can: list[str]
    notify: NotifyShape | None
    workspace: WorkspaceShape
    members: list[MemberShape]
    statuses: list[StatusShape]
    inboxes: list[InboxShape]
    teams: list[TeamShape]
    tags: list[TagShape]
    ticket_types: list[TicketTypeShape]
    choice_fields: list[ChoiceFieldShape]


class Macros(TypedDict):
    """Those that the caller may use, by name."""

    items: list[MacroShape]
    next: None


class Promises(TypedDict):
    items: list[PromiseShape]
    next: None


class Fields(TypedDict):
    items: list[FieldShape]
    next: None


class FieldValues(TypedDict):
    items: list[FieldValueShape]
    next: None


class TicketTypes(TypedDict):
    items: list[TicketTypeShape]
    next: None


class Messages(TypedDict):
    """In order of `seq`. `next` is the `before` (or, when paging forward, the `after`) of the next page."""

    items: list[MessageForAgent]
    next: str | None


class Hits(TypedDict):
    items: list[Hit]
    next: None


class Views(TypedDict):
    items: list[SavedViewShape]
    next: None


class Attributes(TypedDict):
    items: list[AttributeShape]
    next: None
