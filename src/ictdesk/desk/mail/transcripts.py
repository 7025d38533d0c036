"""Mails what was said to its customer: the public messages, as the customer could read them all along.

No transaction waits for the mail server. A crash between its yes and our note sends the mail once more, under
the same Message-ID.
"""

from uuid import UUID

from ictdesk.desk.conversations import commands as conversations
from ictdesk.desk.mail import reasons, transcript_letter, turns
from ictdesk.desk.mail.composing import Mail
from ictdesk.desk.mail.models import Transcript
from ictdesk.desk.mail.sending import Outcome
from ictdesk.kernel import clock, purposes
from ictdesk.kernel.actor import System
from ictdesk.kernel.egress import EgressRefused
from ictdesk.kernel.errors import Gone
from ictdesk.kernel.ids import new_id
from ictdesk.kernel.jobs import defer

US = System("mail.transcript")


def enqueue(row: Transcript) -> None:
    """Two jobs of one transcript never run side by side."""
    word = f"mail.transcript.{row.id}"
    defer("mail.transcript", once=word, in_order=word, transcript=row.id)


def run_due() -> int:
    """Enqueues what is tried again. Returns how many those are."""
    due = Transcript.objects.filter(state="queued", due_at__lte=clock.now())
    rows = list(due.select_for_update(no_key=True))
    for row in rows:
        enqueue(row)
    return len(rows)


def send(workspace: UUID, id_: UUID) -> None:
    """Does nothing for one that was accepted or given up."""
    turns.send(workspace, id_, begin, finish)


def begin(id_: UUID) -> Mail | Outcome | None:
    """Counts the attempt and puts it into words; an outcome when that cannot be, None when all is done."""
    row = _locked(id_)
    if row is None or row.state != "queued":
        return None
    if not purposes.may("transcripts"):
        return Outcome("failed", "purpose_off")
    row.attempts += 1
    row.save(update_fields=["attempts"])
    try:
        return transcript_letter.compose(row)
    except Gone:  # whoever it was for was erased
        return Outcome("unneeded")
    except EgressRefused:
        return Outcome("failed", "egress_refused")


def finish(id_: UUID, outcome: Outcome) -> None:
    """Notes the outcome; the team is told of a failure."""
    row = _locked(id_)
    if row is None or row.state != "queued":
        return
    row.reason = turns.note(row, outcome).reason
    row.save(update_fields=["state", "reason", "due_at"])
    if row.state == "failed":
        text = reasons.of_transcript(row.reason)
        conversations.note(actor=US, conversation=row.conversation, client_id=new_id(), text=text)


def _locked(id_: UUID) -> Transcript | None:
    rows = Transcript.objects.select_related("conversation__inbox", "conversation__contact")
    found: Transcript | None = rows.select_for_update(of=("self",), no_key=True).filter(id=id_).first()
    return found
