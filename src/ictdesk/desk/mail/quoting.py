"""What an answer answers, folded below it where whoever wrote it wants that."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ictdesk.desk.contacts.models import Contact
from ictdesk.desk.conversations.models import Message
from ictdesk.desk.workspaces.models import Workspace
from ictdesk.kernel.lines import one_line

LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Quote:
    """Who wrote when, and what."""

    head: str
    said: str

    @property
    def text(self) -> str:
        return "\n".join([self.head, *(f"> {line}".rstrip() for line in self.said.split("\n"))])


def of(message: Message, workspace: Workspace) -> Quote | None:
    """The newest message of the customer before this one; never a note, never more than that one."""
    if not message.quote:
        return None
    before = Message.objects.filter(
        conversation=message.conversation_id,
        author_kind="contact",
        public_seq__lt=message.public_seq,
        deleted_at__isnull=True,
    )
    newest: Message | None = before.order_by("-seq").first()
    if newest is None:
        return None
    at = date_format(newest.created_at.astimezone(ZoneInfo(workspace.time_zone)), _("j F Y, H:i"))
    contact = Contact.objects.filter(id=newest.author_id).first()
    name = one_line(contact.name) if contact else ""
    head = _("On %(time)s, %(name)s wrote:") % {"time": at, "name": name or _("you")}
    said = newest.body
    return Quote(head, said if len(said) <= LONGEST else said[:LONGEST] + "…")
