"""The words of a digest: how much waits where. What is over by now is left out."""

from collections.abc import Iterable
from email.utils import formataddr
from itertools import groupby
from typing import NamedTuple

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ictdesk.desk.conversations.models import Mention
from ictdesk.desk.digests.models import Digest, DigestItem
from ictdesk.desk.mail import addresses, providers
from ictdesk.desk.mail.composing import Mail
from ictdesk.desk.people import queries as people
from ictdesk.desk.workspaces import queries as workspaces
from ictdesk.desk.workspaces.models import Workspace
from ictdesk.kernel.home import home
from ictdesk.kernel.lines import one_line

MOST = 100
SENT = frozenset({"user.contact.email"})


class Line(NamedTuple):
    """One conversation: what happened there, and where it is."""

    name: str
    happened: str
    url: str


def compose(row: Digest) -> Mail | None:
    """The mail; None when nothing is new any more, or the member is gone. Raises `EgressRefused`."""
    address = people.addresses_of([row.member.user_id]).get(row.member.user_id)
    workspace = workspaces.workspace()
    said = lines(row, workspace)
    if not row.member.active or not address or not said:
        return None
    shown = {
        "lines": said,
        "workspace": workspace,
        "settings_url": _desk(workspace, "settings/notifications/"),
    }
    name = one_line(workspace.name)
    subject = ngettext(
        "%(name)s: a conversation waits for you", "%(name)s: %(n)d conversations wait for you", len(said)
    )
    mail = Mail(
        subject=subject % {"name": name, "n": len(said)},
        body=render_to_string("digest_mail.txt", shown),
        from_email=formataddr((name, home().sender)),
        to=[address],
        headers={
            "Message-ID": addresses.digest_id(row.id, workspace),
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
        },
    )
    mail.attach_alternative(render_to_string("digest_mail.html", shown), "text/html")
    mail.provider = providers.choose(address, SENT, row.workspace_id)
    return mail


def lines(row: Digest, workspace: Workspace) -> list[Line]:
    """One for each conversation, the oldest news first; nobody's name and nobody's words."""
    rows = DigestItem.objects.filter(digest=row).select_related("conversation", "message")
    held = [one for one in rows.defer("message__body", "conversation__subject") if _counts(one)]
    held.sort(key=lambda one: (str(one.conversation_id), one.created_at))
    return [_line(list(some), workspace) for _id, some in groupby(held, key=lambda one: one.conversation_id)][
        :MOST
    ]


def _counts(item: DigestItem) -> bool:
    """Whether it is still so: not taken back, read, answered, solved or somebody else's."""
    thread = item.conversation
    if item.message is not None and item.message.deleted_at is not None:
        return False
    if item.kind == "mention":
        unread = Mention.objects.filter(message=item.message, member=item.member, read_at=None)
        return bool(unread.exists())
    if item.kind == "reply":
        return thread.waiting_since is not None
    return bool(thread.assignee_id == item.member_id and thread.category != "solved")


def _line(items: list[DigestItem], workspace: Workspace) -> Line:
    thread = items[0].conversation
    name = f"#{thread.number}" if thread.number else _("A chat")
    return Line(name, ", ".join(_words(items)), _desk(workspace, f"inbox/all/c/{thread.id}/"))


def _words(items: list[DigestItem]) -> Iterable[str]:
    count = {kind: sum(one.kind == kind for one in items) for kind in ("due", "assigned", "mention", "reply")}
    if count["due"]:
        yield _("due soon or late")
    if count["assigned"]:
        yield _("given to you")
    if count["mention"]:
        yield ngettext("you were mentioned", "you were mentioned %(n)d times", count["mention"]) % {
            "n": count["mention"]
        }
    if count["reply"]:
        yield ngettext("%(n)d new message", "%(n)d new messages", count["reply"]) % {"n": count["reply"]}


def _desk(workspace: Workspace, path: str) -> str:
    return f"{settings.ICTDESK_BASE_URL}/desk/{workspace.slug}/{path}"
