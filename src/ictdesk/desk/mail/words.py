"""What an answer says as a mail: once as text, and once with the product's look."""

from dataclasses import dataclass, field

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from ictdesk.desk.mail.models import OutgoingMail
from ictdesk.desk.people.models import Member
from ictdesk.desk.workspaces.models import Workspace


@dataclass(slots=True)
class Words:
    """The parts of both."""

    said: str
    before: str
    """Why it comes by mail; empty where mail is expected."""
    signed: list[str]
    number: int | None
    url: str
    """Where the requester sees all of it. The address alone opens nothing: a code to the mailbox does."""
    color: str
    left_out: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        where = [f"#{self.number}: {self.url}"] if self.number else []
        parts = [self.said, self.before, "\n".join(["-- ", *self.signed, *where]), *self.missing]
        return "\n\n".join(part for part in parts if part) + "\n"

    @property
    def missing(self) -> list[str]:
        """A sentence for each file that did not fit."""
        return [_("A file was too large for a mail: %(name)s") % {"name": name} for name in self.left_out]

    def page(self) -> str:
        """As HTML. Everything in it is escaped, and nothing is fetched from anywhere."""
        return render_to_string("answer_mail.html", {"words": self})


def of(mail: OutgoingMail, workspace: Workspace) -> Words:
    """What this mail says."""
    message, conversation = mail.message, mail.conversation
    member = Member.objects.filter(id=message.author_id).first() if message.author_kind == "member" else None
    before = ""
    if conversation.channel == "chat":
        before = _("You had left our chat before this answer came. To go on, just answer this mail.")
    return Words(
        said=message.body,
        before=before,
        signed=[*([member.name] if member else []), workspace.name],
        number=conversation.number,
        url=f"{settings.ICTDESK_BASE_URL}/w/{workspace.slug}/requests/{conversation.id}",
        color=workspace.color,
    )
