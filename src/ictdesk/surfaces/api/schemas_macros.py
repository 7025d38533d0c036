"""What calls about macros may send."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, StrictBool, StrictStr

from ictdesk.desk.conversations.shapes import Priority
from ictdesk.surfaces.api.schemas import Sent

type Word = Annotated[StrictStr, Field(max_length=200)]
type Text = Annotated[StrictStr, Field(max_length=20_000)]
type Names = Annotated[list[Word], Field(max_length=20)]


class Actions(Sent):
    """What is not named stays. `assignee` is an id, `me` or `nobody`; `team` and `type` are an id or `none`."""

    status: UUID | None = None
    priority: Priority | None = None
    assignee: Word | None = None
    team: Word | None = None
    type: Word | None = None
    tags: Names = []
    untag: Names = []
    reply: Text = ""
    note: Text = ""

    def said(self) -> dict[str, Any]:
        """What was named."""
        return {name: value for name, value in self.model_dump().items() if value}


class NewMacro(Sent):
    name: Word
    actions: Actions
    shared: StrictBool = False


class ApplyTo(Sent):
    ids: Annotated[list[UUID], Field(min_length=1, max_length=200)]


class PreviewOf(Sent):
    conversation: UUID
