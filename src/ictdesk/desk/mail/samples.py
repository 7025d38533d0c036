"""A mail with made-up values, so that whoever chooses its words sees what people will get."""

from django.utils.translation import gettext as _

from ictdesk.desk.mail import addresses, providers, templating, trial
from ictdesk.desk.mail.composing import Mail, sender_line
from ictdesk.desk.mail.template_kinds import Kind
from ictdesk.desk.mail.templating import Filled, MailWords
from ictdesk.desk.workspaces import queries as workspaces
from ictdesk.desk.workspaces.models import Inbox, Workspace
from ictdesk.kernel.errors import NotFound


def values(workspace: Workspace) -> dict[str, str]:
    """One for every placeholder that there is."""
    return {
        "message": _("Hello Max,\n\nyour parcel left our house this morning and comes on Friday."),
        "messages": _(
            "Max Muster, 3 May 2026, 10:12\nWhere is my parcel?\n\nLea Lind, 3 May 2026, 10:20\nIt comes on Friday."
        ),
        "signature": f"Lea Lind\n{workspace.name}",
        "contact.name": "Max Muster",
        "workspace.name": workspace.name,
        "ticket.number": "1042",
        "ticket.subject": _("Where is my parcel?"),
        "ticket.url": addresses.request_url(workspace),
        "code": "123456",
    }


def fill(kind: Kind, words: MailWords, workspace: Workspace) -> Filled:
    """Raises `Invalid` for words that could not be stored."""
    return templating.fill(templating.clean(kind, words), values(workspace))


def letter(kind: Kind, words: MailWords, to: str) -> Mail:
    """The same as a mail to whoever asks, signed as others are. Raises `Invalid` and `EgressRefused`."""
    workspace = workspaces.workspace()
    filled = fill(kind, words, workspace)
    line = sender_line(_inbox(), workspace)
    mail = Mail(
        subject=filled.subject or f"Re: {values(workspace)['ticket.subject']}",
        body=filled.text,
        from_email=line.shown,
        to=[to],
        headers={"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"},
    )
    mail.attach_alternative(filled.page(workspace), "text/html")
    mail.signer, mail.provider = line.signer, providers.choose(to, trial.SENT, workspace.id)
    return mail


def _inbox() -> Inbox:
    try:
        return workspaces.first_mail_inbox()
    except NotFound:
        return workspaces.first_inbox()
