"""Jobs of this room: recipients are told by mail."""

import smtplib
from datetime import timedelta
from uuid import UUID

from anymail.exceptions import AnymailRecipientsRefused
from django.core.mail import EmailMessage

from ictdesk.kernel import clock, recipients
from ictdesk.kernel.actor import System
from ictdesk.kernel.ids import parse_id
from ictdesk.kernel.jobs import job, periodic
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.privacy.recipients import commands, letters, opening, warning
from ictdesk.privacy.recipients.models import RecipientNotice
from ictdesk.privacy.recipients.words import OPEN, PROGRAM_DAYS

US = System("recipients.jobs")
AT_ONCE = 500


@job("recipients.tell", own_scope=True)
def tell(workspace_id: str, notice: str) -> None:
    """Mails one notice that is due. What fails for now is tried again; no transaction waits for the mail server."""
    workspace = UUID(workspace_id)
    with workspace_scope(workspace):
        row: RecipientNotice | None = RecipientNotice.objects.filter(
            id=parse_id(notice), state=OPEN, kind="copy", due_at__isnull=False
        ).first()
        mail = _begun(row) if row else None
    if row is None or mail is None:
        return
    state, reason = _sent(mail)
    with workspace_scope(workspace):
        commands.note_notice(actor=US, notice=row, state=state, reason=reason)


def _begun(row: RecipientNotice) -> EmailMessage | None:
    """Its mail; where nobody can be written to, that is noted instead."""
    known = recipients.known("copy", row.recipient)
    if known is None or not known.address:
        commands.note_notice(actor=US, notice=row, state="unable", reason="no_address")
        return None
    commands.note_try(actor=US, notice=row)
    return letters.mail(row, known)


def _sent(mail: EmailMessage) -> tuple[str, str]:
    """Raises what may pass by itself."""
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused as error:
        if not all(code >= 500 for code, _ in error.recipients.values()):
            raise
        return "unable", "refused"
    except AnymailRecipientsRefused:
        return "unable", "refused"
    return "told", ""


@job("recipients.go_on")
def go_on() -> None:
    """Enqueues what is due and was not told: its worker died, or the mail server was away for long."""
    due = RecipientNotice.objects.filter(state=OPEN, kind="copy", due_at__lte=clock.now())
    for id_ in due.order_by("id").values_list("id", flat=True)[:AT_ONCE]:
        opening.enqueue(id_)


@job("recipients.give_up")
def give_up() -> None:
    """A program that never asks keeps no certificate waiting for ever."""
    commands.give_up_programs(actor=US, before=clock.now() - timedelta(days=PROGRAM_DAYS))


@job("recipients.warn", own_scope=True)
def warn(workspace_id: str, programs: str) -> None:
    """Tells the leads by mail which programs were not reached."""
    with workspace_scope(UUID(workspace_id)):
        mail = warning.not_reached(programs.split(","))
    if mail:
        mail.send()


periodic("recipients.go_on", seconds=600)
periodic("recipients.give_up", seconds=3600)
