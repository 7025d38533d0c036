"""A house that takes mail, and what its worker would do, one step at a time."""

from dataclasses import dataclass
from email.message import EmailMessage
from typing import Any
from uuid import UUID

from ictdesk.desk.conversations import queries
from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.mail import jobs, sending
from ictdesk.desk.mail.models import OutgoingMail, ReceivedMail
from ictdesk.desk.workspaces import commands as workspaces
from ictdesk.kernel.events import readers
from ictdesk.kernel.tenancy import workspace_scope
from tests.mail.listener import Listener
from tests.world import US, House

DOMAIN = "mail.localhost"


@dataclass
class MailDesk:
    """Max writes to `support`."""

    house: House
    listener: Listener

    def __post_init__(self) -> None:
        with workspace_scope(self.house.id):
            workspaces.set_inbox(
                actor=US, inbox=self.house.inbox, name="Website", allowed_origins=[], mail_local="support"
            )

    @property
    def address(self) -> str:
        return f"support@{self.house.slug}.{DOMAIN}"

    def letter(self, text: str = "Where is my parcel?", **headers: str) -> EmailMessage:
        """A mail from Max; `headers` with _ for -."""
        mail = EmailMessage()
        usual = {
            "From": "Max Muster <max@mail.example>",
            "To": self.address,
            "Subject": "Parcel",
            "Message-ID": "<1@mail.example>",
        }
        for name, value in (
            usual | {name.replace("_", "-"): value for name, value in headers.items()}
        ).items():
            mail[name] = value
        mail.set_content(text)
        return mail

    def write(self, text: str = "Where is my parcel?", *, to: str = "", **headers: str) -> ReceivedMail:
        """Max's mail comes in over SMTP and is taken in."""
        return self.deliver(self.letter(text, **headers), to=to)

    def deliver(self, mail: EmailMessage | bytes, *, to: str = "") -> ReceivedMail:
        """A mail comes in over SMTP and is taken in; the newest row."""
        self.listener.send(mail, to=to or self.address)
        self.take_in()
        return self.received()[-1]

    def received(self) -> list[ReceivedMail]:
        with workspace_scope(self.house.id):
            return list(ReceivedMail.objects.select_related("conversation").order_by("created_at"))

    def take_in(self) -> None:
        """The jobs that wait."""
        for mail in self.received():
            with workspace_scope(self.house.id):
                jobs.take_in(str(mail.id))

    def send_all(self) -> list[OutgoingMail]:
        """What the worker does with new answers; every outgoing mail afterwards."""
        with workspace_scope(self.house.id):
            readers.run("mail")
        for mail in self.outgoing():
            sending.send(self.house.id, mail.id)
        return self.outgoing()

    def outgoing(self) -> list[OutgoingMail]:
        with workspace_scope(self.house.id):
            return list(OutgoingMail.objects.select_related("message").order_by("created_at"))

    def conversations(self) -> list[Conversation]:
        with workspace_scope(self.house.id):
            return list(Conversation.objects.order_by("id"))

    def messages(self, conversation: Conversation | UUID | None) -> list[dict[str, Any]]:
        """As an agent sees them."""
        assert conversation is not None
        id_ = conversation if isinstance(conversation, UUID) else conversation.id
        with workspace_scope(self.house.id):
            return list(queries.messages_page(actor=self.house.ada.actor, conversation_id=id_)["items"])  # type: ignore[arg-type]
