"""Jobs of this room."""

from uuid import UUID

from ictdesk.desk.mail import commands, erasing, outbox, sending, transcripts
from ictdesk.desk.mail.models import ReceivedMail
from ictdesk.kernel.actor import System
from ictdesk.kernel.ids import parse_id
from ictdesk.kernel.jobs import job, periodic

US = System("mail.jobs")


@job("mail.take_in")
def take_in(mail: str) -> None:
    """Makes a message of a mail."""
    row: ReceivedMail | None = ReceivedMail.objects.filter(id=parse_id(mail)).first()
    if row:
        commands.take_in(actor=US, mail=row)


@job("mail.send", own_scope=True)
def send(workspace_id: str, outgoing: str) -> None:
    """Hands a mail over to the mail server."""
    sending.send(UUID(workspace_id), parse_id(outgoing))


@job("mail.transcript", own_scope=True)
def transcript(workspace_id: str, transcript: str) -> None:
    """Mails a transcript."""
    transcripts.send(UUID(workspace_id), parse_id(transcript))


@job("mail.run_due")
def run_due() -> None:
    """Sends on their way the mails whose time has come."""
    outbox.run_due()
    transcripts.run_due()


@job("mail.forget_digests")
def forget_digests() -> None:
    """Deletes the digests of erased mails whose time is over."""
    erasing.drop_old()


periodic("mail.run_due", seconds=20)
periodic("mail.forget_digests", seconds=86_400)
