"""What belongs to a conversation, as agents see it."""

from typing import Literal, TypedDict

from ictdesk.desk.contacts.shapes import ValueShape
from ictdesk.desk.conversations.shapes import PersonShape, StatusShape

type LinkKind = Literal["parent", "child", "duplicate_of", "duplicated_by", "related"]
"""What the other one is to this one."""


class OtherShape(TypedDict):
    """Another conversation in one line. `number` is null as long as it is no ticket."""

    id: str
    number: int | None
    subject: str
    contact: PersonShape
    status: StatusShape
    last_message_at: str


class LinkShape(TypedDict):
    """`kind` says what the other one is to this one."""

    id: str
    kind: LinkKind
    other: OtherShape


class MergedShape(TypedDict):
    """That a conversation went into another one; it can be taken back until `undo_until`, if that is not null."""

    id: str
    other: OtherShape
    made_at: str
    undo_until: str | None


class FieldValueShape(ValueShape):
    """`required`: the ticket needs it to be solved."""

    required: bool


class RelationsShape(TypedDict):
    """`merged_into`: where this one goes on. `merged`: what goes on in this one."""

    links: list[LinkShape]
    merged_into: MergedShape | None
    merged: list[MergedShape]


class TicketPage(TypedDict):
    """What the side panel shows of a conversation besides its row; one that is no ticket has no fields."""

    relations: RelationsShape
    fields: list[FieldValueShape]


class OtherChoice(OtherShape):
    """What one could be linked with or merged into. `same_contact`: only those can be merged."""

    same_contact: bool


class OthersShape(TypedDict):
    items: list[OtherChoice]
    next: None
