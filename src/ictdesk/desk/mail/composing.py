"""Puts an answer into the form of a mail."""

from email.policy import Policy
from email.policy import default as default_policy
from email.utils import formataddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.utils.translation import gettext as _

from ictdesk.desk.conversations.models import Attachment
from ictdesk.desk.mail import addresses, loops, words
from ictdesk.desk.mail.letter import LOOP
from ictdesk.desk.mail.models import OutgoingMail, ReceivedMail
from ictdesk.desk.workspaces import queries as workspaces
from ictdesk.desk.workspaces.models import Workspace
from ictdesk.kernel import egress
from ictdesk.kernel.blobs import store
from ictdesk.kernel.blobs.models import Blob
from ictdesk.kernel.datamap.fields import SUPPORT
from ictdesk.kernel.lines import one_line

MOST_REFERENCES = 20
LONGEST_LINE = 990
LARGEST_FILES = 15 * 1024 * 1024
"""More is not taken by most mail servers: the files then stay at the desk, and the mail says so."""
AUTOMATIC = {"Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All", "Precedence": "bulk"}
"""So that no other program answers (RFC 3834)."""
SENT = frozenset({"user.contact.email", "user.name", "user.content.private.message"})


class Mail(EmailMultiAlternatives):
    """With lines as long as a mail server takes: at 78 signs an id would be cut into encoded words."""

    def message(self, *, policy: "Policy[Any] | None" = None) -> Any:
        return super().message(policy=(policy or default_policy).clone(max_line_length=LONGEST_LINE))


def compose(mail: OutgoingMail, address: str) -> EmailMessage:
    """The mail with all its headers. Raises `EgressRefused`, and `ValueError` for what fits in no header."""
    workspace = workspaces.workspace()
    egress.ask(egress.Call("mail.smtp", address.rpartition("@")[2], SUPPORT, SENT, mail.workspace_id))
    sender = addresses.address_of(mail.conversation.inbox, workspace) or settings.DEFAULT_FROM_EMAIL
    headers = {
        "Message-ID": addresses.message_id(mail, workspace),
        "Reply-To": addresses.reply_address(mail.conversation, workspace),
        LOOP: loops.mark(),
        **(AUTOMATIC if mail.message.author_kind == "system" else {}),
        **_thread(mail, workspace),
    }
    shown = formataddr((one_line(workspace.name), sender)) if "<" not in sender else sender
    takes_mail = bool(mail.conversation.inbox.mail_local)
    if takes_mail:
        headers["From"] = shown
    said = words.of(mail, workspace)
    message = Mail(
        subject=_subject(mail, workspace),
        body=said.text,
        from_email=addresses.bounce_address(mail, workspace) if takes_mail else shown,
        to=[address],
        headers={name: value if name == "From" else _safe(value) for name, value in headers.items()},
    )
    said.left_out += _enclose(mail, message)
    message.body, page = said.text, said.page()
    message.attach_alternative(page, "text/html")
    return message


def _thread(mail: OutgoingMail, workspace: Workspace) -> dict[str, str]:
    """What it answers: the newest mail that came in, after all that went before."""
    came = ReceivedMail.objects.filter(conversation=mail.conversation, created_at__lt=mail.created_at)
    went = OutgoingMail.objects.filter(
        conversation=mail.conversation, created_at__lt=mail.created_at, state="accepted"
    )
    told = [(one.created_at, one.message_id) for one in came if one.message_id]
    told += [(one.created_at, addresses.message_id(one, workspace)) for one in went]
    ids = [id_ for _, id_ in sorted(told)][-MOST_REFERENCES:]
    if not ids:
        return {}
    newest = next((one.message_id for one in came.order_by("-created_at") if one.message_id), ids[-1])
    return {"In-Reply-To": newest, "References": " ".join(ids)}


def _subject(mail: OutgoingMail, workspace: Workspace) -> str:
    subject = one_line(mail.conversation.subject)
    if not subject:
        return _("Your conversation with %(name)s") % {"name": one_line(workspace.name)}
    return subject if subject.lower().startswith("re:") else f"Re: {subject}"


def _enclose(mail: OutgoingMail, message: EmailMessage) -> list[str]:
    """Attaches the files, the first ones first; returns the names of those that are too large."""
    left, left_out = LARGEST_FILES, []
    for attachment in Attachment.objects.filter(message=mail.message).order_by("created_at", "id"):
        left -= attachment.size
        if left < 0:
            left_out.append(attachment.name)
            continue
        content = b"".join(store.read(Blob.objects.find(id=attachment.blob_id)))
        message.attach(attachment.name, content, "application/octet-stream")
    return left_out


def _safe(value: str) -> str:
    if not value.isascii() or not value.isprintable():
        raise ValueError("a header with signs that must not be in it")
    return value
