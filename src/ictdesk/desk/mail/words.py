"""What an answer says as a mail: once as text, and once with the product's look."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from ictdesk.desk.mail import addresses, quoting, templating
from ictdesk.desk.mail.models import OutgoingMail
from ictdesk.desk.mail.quoting import Quote
from ictdesk.desk.mail.templating import Filled
from ictdesk.desk.people.models import Member
from ictdesk.desk.workspaces import placeholders
from ictdesk.desk.workspaces.models import Workspace


@dataclass(slots=True)
class Words:
    """The parts of both."""

    said: str
    before: str
    """Why it comes by mail; empty where mail is expected."""
    signed: list[str]
    name: str
    """The workspace's."""
    number: int | None
    url: str
    """Where the requester sees all of it. The address alone opens nothing: a code to the mailbox does."""
    color: str
    shared: str = ""
    """Who reads along, where somebody does."""
    quote: Quote | None = None
    own: Filled | None = None
    """In the workspace's own words: in the place of what the product says around the answer."""
    left_out: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        quote = self.quote.text if self.quote else ""
        if self.own:
            parts = [self.own.text.rstrip("\n"), self.shared, *self.missing, quote]
        else:
            parts = [self.said, self.before, self.shared, self._signed, *self.missing, quote]
        return "\n\n".join(part for part in parts if part) + "\n"

    @property
    def _signed(self) -> str:
        where = [f"#{self.number}: {self.url}"] if self.number else []
        return "\n".join(["-- ", *self.signed, *where])

    @property
    def missing(self) -> list[str]:
        """A sentence for each file that did not fit."""
        return [_("A file was too large for a mail: %(name)s") % {"name": name} for name in self.left_out]

    def page(self) -> str:
        """As HTML. Everything in it is escaped, and nothing is fetched from anywhere."""
        return render_to_string("answer_mail.html", {"words": self})


def of(mail: OutgoingMail, workspace: Workspace, copied: Sequence[str] = ()) -> Words:
    """What this mail says. `copied` are the addresses that read along."""
    message, conversation = mail.message, mail.conversation
    member = Member.objects.filter(id=message.author_id).first() if message.author_kind == "member" else None
    before = ""
    if conversation.channel == "chat":
        before = _("You had left our chat before this answer came. To go on, just answer this mail.")
    words = Words(
        said=message.body,
        before=before,
        signed=_signed(member, mail, workspace),
        name=workspace.name,
        number=conversation.number,
        url=addresses.request_url(workspace, conversation.id),
        color=workspace.color,
        shared=_shared(copied),
        quote=quoting.of(message, workspace),
    )
    own = templating.chosen(kind_for(mail))
    words.own = templating.fill(own, _values(words, mail)) if own else None
    return words


def kind_for(mail: OutgoingMail) -> str:
    """Which of the workspace's templates it follows."""
    return "chat_answer" if mail.conversation.channel == "chat" else "answer"


def _values(words: Words, mail: OutgoingMail) -> dict[str, str]:
    number = words.number
    return {
        "message": words.said,
        "signature": "\n".join(words.signed),
        "contact.name": mail.conversation.contact.name,
        "workspace.name": words.name,
        "ticket.number": str(number) if number else "",
        "ticket.subject": mail.conversation.subject,
        "ticket.url": words.url if number else "",
    }


def _shared(copied: Sequence[str]) -> str:
    if not copied:
        return ""
    said = _("In copy: %(addresses)s. Whoever of you answers this mail is read by all of us.")
    return said % {"addresses": ", ".join(copied)}


def _signed(member: Member | None, mail: OutgoingMail, workspace: Workspace) -> list[str]:
    """The writer's own signature, or their name and the workspace's."""
    if member is None or not member.signature:
        return [*([member.name] if member else []), workspace.name]
    values = {
        "contact.name": mail.conversation.contact.name,
        "agent.name": member.name,
        "workspace.name": workspace.name,
    }
    return placeholders.fill(member.signature, values).split("\n")
