"""What calls about tickets may send."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, StrictBool, StrictInt, StrictStr

from ictdesk.surfaces.api.schemas import Sent, Text

type Word = Annotated[StrictStr, Field(max_length=200)]


class NewTicket(Sent):
    """With somebody who is not known yet. `note`: the first message is one, and nobody is written to."""

    inbox_id: UUID
    client_id: UUID
    name: Word = ""
    email: Annotated[StrictStr, Field(max_length=254)] = ""
    subject: Annotated[StrictStr, Field(max_length=1000)] = ""
    body: Text
    type_id: UUID | None = None
    note: StrictBool = False


class NewTicketType(Sent):
    name: Word


class TypeOfTicket(Sent):
    type_id: UUID | None


class NewSubject(Sent):
    subject: Annotated[StrictStr, Field(max_length=1000)]


class NewPromise(Sent):
    """In minutes; null promises nothing."""

    first_answer: StrictInt | None
    next_answer: StrictInt | None
    solution: StrictInt | None
    in_hours: StrictBool = True


class NewFollowers(Sent):
    """Exactly these members."""

    members: Annotated[list[UUID], Field(max_length=50)]
