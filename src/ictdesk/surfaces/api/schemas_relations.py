"""What calls about merges, links and splits may send."""

from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field, StrictStr

from ictdesk.desk.conversations.relation_shapes import LinkKind
from ictdesk.surfaces.api.schemas import Sent


class NewLink(Sent):
    """`kind` says what the other one is to this one."""

    other_id: UUID
    kind: LinkKind


class MergeInto(Sent):
    into: UUID


class NewSplit(Sent):
    """An empty subject is that of the conversation."""

    subject: Annotated[StrictStr, Field(max_length=1000)] = ""


class FindOthers(Schema):
    """A number, or words; nothing lists the same contact's own."""

    q: Annotated[str, Field(max_length=200)] = ""
