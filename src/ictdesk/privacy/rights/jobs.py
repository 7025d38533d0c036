"""Jobs of this room: letters leave, and the leads are warned."""

from email.utils import formataddr
from uuid import UUID

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ictdesk.kernel import egress
from ictdesk.kernel.actor import System
from ictdesk.kernel.home import home
from ictdesk.kernel.ids import parse_id
from ictdesk.kernel.jobs import job, periodic
from ictdesk.kernel.lines import one_line
from ictdesk.kernel.tenancy import current_workspace, workspace_scope
from ictdesk.privacy.rights import commands, queries
from ictdesk.privacy.rights.models import DUTY, RightsLetter, RightsRequest

US = System("rights.jobs")
WARN_AT = (7, 3, 1, 0)
"""Days left at which the leads are told; each once, and every day when it is late."""


@job("rights.send_letter", own_scope=True)
def send_letter(workspace_id: str, letter: str) -> None:
    """Sends a letter that has not left. The same message id each time: a repeat is known as one."""
    with workspace_scope(UUID(workspace_id)):
        row: RightsLetter | None = RightsLetter.objects.filter(
            id=parse_id(letter), sent_at__isnull=True
        ).first()
        mail = _mail(row) if row else None
    if mail is None or row is None:
        return
    mail.send()
    with workspace_scope(UUID(workspace_id)):
        commands.note_sent(actor=US, letter=row)


def _mail(letter: RightsLetter) -> EmailMessage:
    where, address = home(), letter.address or letter.request.email
    egress.ask_mail(address, current_workspace(), DUTY)
    kind = "auto-replied" if letter.replies_to else "auto-generated"
    marks = {"Auto-Submitted": kind, "X-Auto-Response-Suppress": "All"}
    if letter.replies_to:
        marks |= dict.fromkeys(("In-Reply-To", "References"), one_line(letter.replies_to))
    return EmailMessage(
        subject=one_line(letter.title),
        body=letter.body,
        from_email=formataddr((one_line(where.name), where.sender)),
        to=[address],
        headers={
            **marks,
            "Message-ID": f"<rights.{letter.id}@{where.sender.rpartition('@')[2]}>",
        },
    )


@job("rights.watch", own_scope=True)
def watch(workspace_id: str) -> None:
    """Warns the leads of cases that are due soon or late; a warning that failed comes again."""
    with workspace_scope(UUID(workspace_id)):
        leads = home().leads()
        due = [(row, days, _warning(row, days, leads)) for row, days in queries.to_warn(WARN_AT)]
    for row, days, mail in due:
        mail.send()
        with workspace_scope(UUID(workspace_id)):
            commands.note_warned(actor=US, request=row, days=days)


def _warning(row: RightsRequest, days: int, leads: tuple[str, ...]) -> EmailMessage:
    where = home()
    said = {"number": row, "days": days, "day": row.due_on, "name": one_line(where.name)}
    late = _("%(number)s at %(name)s: the answer is late")
    title = (
        late
        if days < 0
        else ngettext(
            "%(number)s at %(name)s: %(days)s day left", "%(number)s at %(name)s: %(days)s days left", days
        )
    )
    for address in leads:
        egress.ask_mail(address, current_workspace(), DUTY)
    return EmailMessage(
        subject=title % said,
        body=_("The request %(number)s is to be answered by %(day)s.\n") % said,
        from_email=formataddr((one_line(where.name), where.sender)),
        to=[*leads],
        headers={"Auto-Submitted": "auto-generated"},
    )


periodic("rights.watch", seconds=3600)
