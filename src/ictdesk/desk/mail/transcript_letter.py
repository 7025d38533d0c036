"""The words of a transcript: from the projection that the customer's own screen is made from, which has no notes."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ictdesk.desk.contacts.models import Identity
from ictdesk.desk.conversations import messages, reading
from ictdesk.desk.mail import addresses, providers, templating
from ictdesk.desk.mail.composing import SENT, Mail, fit_postmark, sender_line
from ictdesk.desk.mail.models import Suppression, Transcript
from ictdesk.desk.mail.sending import Outcome
from ictdesk.desk.workspaces import queries as workspaces
from ictdesk.desk.workspaces.models import Workspace
from ictdesk.kernel.language import spoken
from ictdesk.kernel.lines import one_line

MOST_MESSAGES = 500


def compose(row: Transcript) -> Mail | Outcome:
    """The mail; an outcome where there is no address for it. Raises `EgressRefused`, and `Gone` after an erasure."""
    known = Identity.objects.filter(contact=row.conversation.contact_id, kind="email", current=True)
    address: Identity | None = known.order_by("-created_at").first()
    if address is None:
        return Outcome("failed", "no_address")
    row.sent_to = bytes(address.digest)
    row.save(update_fields=["sent_to"])
    if Suppression.objects.filter(digest=row.sent_to).exists():
        return Outcome("failed", "suppressed")
    workspace = workspaces.workspace()
    inbox, provider = row.conversation.inbox, providers.choose(address.value, SENT, row.workspace_id)
    line, bounce = sender_line(inbox, workspace), addresses.transcript_bounce(row, workspace)
    with spoken(row.conversation.contact.locale):
        said = templating.fill(templating.in_use("transcript"), _values(row, workspace))
    mail = Mail(
        subject=said.subject,
        body=said.text,
        from_email=bounce if inbox.mail_local else line.shown,
        to=[address.value],
        headers={
            "Message-ID": addresses.transcript_id(row.id, workspace),
            "Reply-To": addresses.reply_address(row.conversation, workspace),
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
        }
        | ({"From": line.shown} if inbox.mail_local else {}),
    )
    mail.attach_alternative(said.page(workspace), "text/html")
    mail.signer, mail.provider = line.signer, provider
    if provider == "postmark":
        fit_postmark(mail, bounce, line.shown)
    return mail


def _values(row: Transcript, workspace: Workspace) -> dict[str, str]:
    thread = row.conversation
    return {
        "messages": text(row, workspace),
        "contact.name": thread.contact.name,
        "workspace.name": workspace.name,
        "ticket.number": str(thread.number) if thread.number else "",
        "ticket.subject": thread.subject,
        "ticket.url": addresses.request_url(workspace, thread.id) if thread.number else "",
    }


def text(row: Transcript, workspace: Workspace) -> str:
    """Who wrote when, and what; files by their names."""
    asked = {"conversation": row.conversation_id, "after": 0, "before": row.up_to + 1, "notes": False}
    found, files, opener = reading.message_rows(messages.PAGE_BEFORE, asked | {"limit": MOST_MESSAGES})
    zone, parts = ZoneInfo(workspace.time_zone), []
    for one in sorted(found, key=lambda one: one.seq):
        if one.deleted_at is not None:
            continue
        shown = messages.for_visitor(one, files, opener)
        who = messages.author_of(one, opener)["name"] or (
            _("You") if shown["author"] == "visitor" else workspace.name
        )
        names = [_("File: %(name)s") % {"name": one_line(file["name"])} for file in shown["attachments"]]
        right = [
            _("Corrected: %(text)s") % {"text": said["text"]} for said in messages.corrections(one, opener)
        ]
        lines = [f"{one_line(who)}, {_moment(one.created_at, zone)}", shown["body"], *right, *names]
        parts.append("\n".join(line for line in lines if line))
    return "\n\n".join(parts)


def _moment(at: datetime, zone: ZoneInfo) -> str:
    return date_format(at.astimezone(zone), _("j F Y, H:i"))
