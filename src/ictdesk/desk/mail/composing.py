"""Puts an answer into the form of a mail."""

from email.policy import Policy
from email.policy import default as default_policy
from email.utils import formataddr
from typing import Any, NamedTuple

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.utils.translation import gettext as _

from ictdesk.desk.contacts.models import Identity
from ictdesk.desk.conversations.models import Attachment
from ictdesk.desk.mail import addresses, copies, loops, providers, words
from ictdesk.desk.mail.letter import LOOP
from ictdesk.desk.mail.models import OutgoingMail, ReceivedMail
from ictdesk.desk.senders import queries as senders
from ictdesk.desk.senders.signing import Signer
from ictdesk.desk.workspaces import queries as workspaces
from ictdesk.desk.workspaces.models import Inbox, Workspace
from ictdesk.kernel.blobs import store
from ictdesk.kernel.blobs.models import Blob
from ictdesk.kernel.lines import one_line

MOST_REFERENCES = 20
LONGEST_LINE = 990
LARGEST_FILES = 15 * 1024 * 1024
"""More is not taken by most mail servers: the files then stay at the desk, and the mail says so."""
AUTOMATIC = {"Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All", "Precedence": "bulk"}
"""So that no other program answers (RFC 3834)."""
SENT = frozenset({"user.contact.email", "user.name", "user.content.private.message"})


class Mail(EmailMultiAlternatives):
    """With lines as long as a mail server takes: at 78 signs an id would be cut into encoded words.

    `only`: it goes to this address, whoever stands in its To and Cc.
    """

    only = ""
    signer: Signer | None = None
    provider = ""
    metadata: dict[str, str]
    """What Postmark says again in its reports."""

    def hand_over(self) -> None:
        """Raises what the provider's library raises."""
        self.send(using=providers.mailer(self.provider))

    def recipients(self) -> list[str]:
        return [self.only] if self.only else super().recipients()

    def message(self, *, policy: "Policy[Any] | None" = None) -> Any:
        made = super().message(policy=(policy or default_policy).clone(max_line_length=LONGEST_LINE))
        if self.signer:  # over the very bytes that a mail server gets
            made["DKIM-Signature"] = self.signer.header(
                made.as_bytes(policy=made.policy.clone(linesep="\r\n"))
            )
        return made


def compose(mail: OutgoingMail, address: str) -> Mail:
    """The mail with all its headers. Raises `EgressRefused`, and `ValueError` for what fits in no header."""
    workspace = workspaces.workspace()
    provider = providers.choose(address, SENT, mail.workspace_id)
    line = sender_line(mail.conversation.inbox, workspace)
    headers = {
        "Message-ID": addresses.message_id(mail, workspace),
        "Reply-To": addresses.reply_address(mail.conversation, workspace),
        LOOP: loops.mark(),
        **(AUTOMATIC if mail.message.author_kind == "system" else {}),
        **_thread(mail, workspace),
    }
    takes_mail = bool(mail.conversation.inbox.mail_local)
    if takes_mail:
        headers["From"] = line.shown
    to, copied = _heads(mail, address)
    said = words.of(mail, workspace, copied)
    message = Mail(
        subject=_subject(mail, workspace, said),
        body=said.text,
        from_email=addresses.bounce_address(mail, workspace) if takes_mail else line.shown,
        to=[to],
        cc=copied,
        headers={name: value if name == "From" else _safe(value) for name, value in headers.items()},
    )
    message.signer, message.only, message.provider = line.signer, address, provider
    if provider == "postmark":
        fit_postmark(message, addresses.bounce_address(mail, workspace), line.shown)
    said.left_out += _enclose(mail, message)
    message.body, page = said.text, said.page()
    message.attach_alternative(page, "text/html")
    return message


def fit_postmark(message: Mail, bounce: str, shown: str) -> None:
    """It makes the envelope itself, and tells of bounces under what it was told here.

    Everybody in To and Cc would get it from Postmark: people in copy have mails of their own.
    """
    message.from_email, message.to, message.cc = shown, message.recipients(), []
    message.extra_headers.pop("From", None)
    message.extra_headers["X-PM-KeepID"] = "true"  # else it puts an id of its own in the place of ours
    local, _at, host = bounce.partition("@")
    message.metadata = {"mail": local, "host": host}


class SenderLine(NamedTuple):
    """What the field From says, and what signs for it; None where the desk does not sign."""

    shown: str
    signer: Signer | None


def sender_line(inbox: Inbox, workspace: Workspace) -> SenderLine:
    """The workspace's own address, where its domain agrees; else the desk's address of the inbox."""
    own = senders.sender_of(inbox)
    sender = own.address if own else addresses.address_of(inbox, workspace) or settings.DEFAULT_FROM_EMAIL
    shown = formataddr((one_line(workspace.name), sender)) if "<" not in sender else sender
    return SenderLine(shown, own.signer if own else None)


def _heads(mail: OutgoingMail, address: str) -> tuple[str, list[str]]:
    """What stands in To and Cc, the same in the mail to each. Raises `ValueError` when no customer can stand there."""
    copied = [one.value for _, one in copies.of(mail.conversation)]
    if mail.copy_of_id is None:
        return address, copied
    contact = mail.message.conversation.contact_id
    known = Identity.objects.filter(contact=contact, kind="email", current=True)
    customer = known.order_by("-created_at").first()
    return (customer.value if customer else address), copied


def _thread(mail: OutgoingMail, workspace: Workspace) -> dict[str, str]:
    """What it answers: the newest mail that came in, after all that went before."""
    came = ReceivedMail.objects.filter(conversation=mail.conversation, created_at__lt=mail.created_at)
    went = OutgoingMail.objects.filter(
        conversation=mail.conversation,
        created_at__lt=mail.created_at,
        state__in=("accepted", "delivered"),
        copy_of__isnull=True,
    ).exclude(id=mail.copy_of_id or mail.id)
    told = [(one.created_at, one.message_id) for one in came if one.message_id]
    told += [(one.created_at, addresses.message_id(one, workspace)) for one in went]
    ids = [id_ for _, id_ in sorted(told)][-MOST_REFERENCES:]
    if not ids:
        return {}
    newest = next((one.message_id for one in came.order_by("-created_at") if one.message_id), ids[-1])
    return {"In-Reply-To": newest, "References": " ".join(ids)}


def _subject(mail: OutgoingMail, workspace: Workspace, said: words.Words) -> str:
    subject = one_line(mail.conversation.subject)
    if not subject and said.own and said.own.subject:
        return said.own.subject
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
