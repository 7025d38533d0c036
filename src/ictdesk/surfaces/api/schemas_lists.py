"""What calls about lists and about several conversations may send."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field, StrictStr

from ictdesk.desk.conversations.shapes import Priority
from ictdesk.surfaces.api.schemas import Sent

type ViewName = Annotated[StrictStr, Field(max_length=200)]
type Tags = Annotated[list[Annotated[StrictStr, Field(max_length=40)]], Field(max_length=20)]


class NewView(Sent):
    """`filter` holds the keys of a list: view, status, inbox, team, tag, assignee, kind, channel, priority, type, field, sort."""

    name: ViewName
    filter: dict[str, Any]
    shared: bool = False


class ViewChange(Sent):
    """Only what is named is changed."""

    name: ViewName | None = None
    filter: dict[str, Any] | None = None
    shared: bool | None = None


class Bulk(Sent):
    """One change for several. `do` says which; the field that it needs is named after it."""

    ids: Annotated[list[UUID], Field(min_length=1, max_length=200)]
    do: Literal["assign", "team", "tag", "untag", "priority", "status", "solve", "reopen", "snooze"]
    member_id: UUID | None = None
    team_id: UUID | None = None
    status_id: UUID | None = None
    tags: Tags = []
    priority: Priority = "normal"
    until: AwareDatetime | None = None


class StatusWas(Sent):
    id: UUID
    until: AwareDatetime | None


class State(Sent):
    assignee: UUID | None = None
    team: UUID | None = None
    status: StatusWas | None = None
    tags: Tags = []
    priority: Priority = "normal"
    type: UUID | None = None


class UndoOne(Sent):
    id: UUID
    was: State
    became: State


class Undo(Sent):
    """What a bulk change answered under `undo`, or a part of it."""

    items: Annotated[list[UndoOne], Field(min_length=1, max_length=200)]
