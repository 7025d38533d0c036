"""What calls about mail and about answers that wait may send."""

from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, Field, StrictBool, StrictInt, StrictStr

from ictdesk.desk.mail.templating import MailWords
from ictdesk.surfaces.api.schemas import NewAnswer, Sent, Text


class NewScheduled(NewAnswer):
    """An answer that goes out at `due_at`."""

    due_at: AwareDatetime


class ChangedScheduled(Sent):
    """Other words, or another time; what is left out stays."""

    body: Text | None = None
    due_at: AwareDatetime | None = None


class NewParticipant(Sent):
    """Who shall be in copy of every answer from here on."""

    address: Annotated[StrictStr, Field(max_length=320)]
    name: Annotated[StrictStr, Field(max_length=200)] = ""


class NewSignature(Sent):
    """What stands below one's mails."""

    signature: Annotated[StrictStr, Field(max_length=2000)]


class MailWordsSent(Sent):
    """The words of one kind of mail; `html` empty is made from the text."""

    subject: Annotated[StrictStr, Field(max_length=1000)] = ""
    text: Text
    html: Text = ""

    def said(self) -> MailWords:
        return MailWords(self.subject, self.text, self.html)


class NewDigest(Sent):
    """How often one is mailed; `hour` counts for `daily`."""

    often: Annotated[StrictStr, Field(max_length=20)]
    hour: StrictInt = 8
    zone: Annotated[StrictStr, Field(max_length=64)]


class NewDomain(Sent):
    domain: Annotated[StrictStr, Field(max_length=300)]


class NewSender(Sent):
    """With `domain_id` null answers go out from the desk's own address."""

    domain_id: UUID | None
    local: Annotated[StrictStr, Field(max_length=100)] = ""


class Secret(Sent):
    """A password, or what a provider of tokens gave. It is never told again."""

    password: Annotated[StrictStr, Field(max_length=5000)] = ""
    client_id: Annotated[StrictStr, Field(max_length=5000)] = ""
    client_secret: Annotated[StrictStr, Field(max_length=5000)] = ""
    refresh_token: Annotated[StrictStr, Field(max_length=5000)] = ""


class NewMailbox(Sent):
    inbox_id: UUID
    kind: Annotated[StrictStr, Field(max_length=20)] = "password"
    host: Annotated[StrictStr, Field(max_length=300)]
    port: StrictInt = 993
    user: Annotated[StrictStr, Field(max_length=300)]
    secret: Secret
    folder: Annotated[StrictStr, Field(max_length=300)] = "INBOX"
    from_start: StrictBool = False


class MailboxChange(Sent):
    active: StrictBool
