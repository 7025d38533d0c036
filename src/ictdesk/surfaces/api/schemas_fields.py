"""What calls about fields of tickets may send."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, StrictBool

from ictdesk.surfaces.api.schemas import ChangedAttribute, NewAttribute

type Types = Annotated[list[UUID], Field(max_length=50)]


class ChangedField(ChangedAttribute):
    """`types` are ids of ticket types, none: all. `public`: the form asks for it."""

    types: Types = []
    required: StrictBool = False
    public: StrictBool = False


class NewField(NewAttribute):
    types: Types = []
    required: StrictBool = False
    public: StrictBool = False
