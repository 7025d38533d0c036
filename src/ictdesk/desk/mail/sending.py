"""Hands one mail over: notes that it begins, talks to the mail server, notes what came of it.

No transaction waits for the mail server. A crash between its yes and our note sends the mail once more,
under the same Message-ID.
"""

import smtplib
from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

from anymail.exceptions import AnymailError, AnymailRecipientsRefused, AnymailUnsupportedFeature

from ictdesk.desk.contacts.models import Identity
from ictdesk.desk.conversations import commands as conversations
from ictdesk.desk.conversations.models import Message
from ictdesk.desk.mail import composing, reasons
from ictdesk.desk.mail.composing import Mail
from ictdesk.desk.mail.models import OutgoingMail, Suppression
from ictdesk.kernel import clock
from ictdesk.kernel.actor import System
from ictdesk.kernel.egress import EgressRefused
from ictdesk.kernel.errors import AlreadySo, Gone
from ictdesk.kernel.ids import new_id
from ictdesk.kernel.language import spoken
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.vault import keyring

US = System("mail.send")
DELAYS = [timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=10), timedelta(hours=1)]
GIVEN_UP_AFTER = timedelta(days=2)


class Outcome(NamedTuple):
    """What the mail server said: accepted, again or failed, and a code of why."""

    kind: str
    reason: str = ""


def send(workspace: UUID, id_: UUID) -> None:
    """Does nothing for a mail that was accepted or given up."""
    with workspace_scope(workspace):
        mail = begin(id_)
    if mail is None:
        return
    outcome = hand_over(mail) if isinstance(mail, Mail) else mail
    with workspace_scope(workspace):
        finish(id_, outcome)


def begin(id_: UUID) -> Mail | Outcome | None:
    """Marks it as being sent and puts it into words; an outcome when that cannot be, None when all is done."""
    row = _locked(id_)
    if row is None or row.state not in ("queued", "sending") or _waits(row):
        return None
    row.state, row.attempts = "sending", row.attempts + 1
    row.save(update_fields=["state", "attempts"])
    if row.message.deleted_at is not None:
        return Outcome("unneeded")
    try:
        return _composed(row)
    except Gone:  # whoever it was for was erased
        return Outcome("unneeded")
    except EgressRefused:
        return Outcome("failed", "egress_refused")
    except ValueError:
        return Outcome("failed", "bad_header")


def _waits(row: OutgoingMail) -> bool:
    """Nothing goes to a restricted person; when that ends, `outbox.run_due` finds it."""
    return bool(keyring.restricted({row.message.subject_id}))


def _composed(row: OutgoingMail) -> Mail | Outcome:
    to_whom = row.contact_id if row.copy_of_id else row.message.conversation.contact_id
    addresses = Identity.objects.filter(contact=to_whom, kind="email", current=True)
    address: Identity | None = addresses.order_by("-created_at").first()
    if address is None:
        return Outcome("failed", "no_address")
    row.sent_to = bytes(address.digest)
    row.save(update_fields=["sent_to"])
    if Suppression.objects.filter(digest=row.sent_to).exists():
        return Outcome("failed", "suppressed")
    with spoken(row.message.conversation.contact.locale):
        return composing.compose(row, address.value)


def hand_over(mail: Mail) -> Outcome:
    """Talks to the mail server, without a scope."""
    try:
        mail.hand_over()
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _ in error.recipients.values()]
        return Outcome("failed", "refused") if all(code >= 500 for code in codes) else Outcome("again")
    except smtplib.SMTPResponseException as error:
        permanent = error.smtp_code >= 500 and not isinstance(error, smtplib.SMTPAuthenticationError)
        return Outcome("failed", "refused") if permanent else Outcome("again")
    except AnymailRecipientsRefused:
        return Outcome("failed", "refused")
    except (ValueError, AnymailUnsupportedFeature):
        return Outcome("failed", "bad_header")
    except (smtplib.SMTPException, AnymailError, OSError):
        return Outcome("again")
    return Outcome("accepted")


def finish(id_: UUID, outcome: Outcome) -> None:
    """Notes the outcome, at the message too."""
    row = _locked(id_)
    if row is None or row.state != "sending":
        return
    if outcome.kind == "again" and clock.now() - row.created_at > GIVEN_UP_AFTER:
        outcome = Outcome("failed", "too_often")
    row.reason = outcome.reason
    if outcome.kind == "again":
        row.state, row.due_at = "queued", clock.now() + DELAYS[min(row.attempts, len(DELAYS)) - 1]
    else:
        row.state = outcome.kind
    row.accepted_at = clock.now() if outcome.kind == "accepted" else None
    row.save(update_fields=["state", "reason", "due_at", "accepted_at"])
    if row.copy_of_id is None:
        _tell(row.message, outcome)
    elif outcome.kind == "failed":
        _tell_of_copy(row, outcome)


def _tell(message: Message, outcome: Outcome) -> None:
    try:
        if outcome.kind == "accepted":
            conversations.set_delivery(actor=US, message=message, delivery="delivered")
        elif outcome.kind == "failed":
            conversations.set_delivery(actor=US, message=message, delivery="failed")
            text = reasons.sentence(outcome.reason)
            conversations.note(actor=US, conversation=message.conversation, client_id=new_id(), text=text)
    except AlreadySo:
        return


def _tell_of_copy(row: OutgoingMail, outcome: Outcome) -> None:
    """The answer itself may have arrived: only the team is told."""
    text = reasons.of_copy(row, outcome.reason)
    conversations.note(actor=US, conversation=row.message.conversation, client_id=new_id(), text=text)


def _locked(id_: UUID) -> OutgoingMail | None:
    found: OutgoingMail | None = (
        OutgoingMail.objects.filter(id=id_)
        .select_related("message__conversation")
        .select_for_update(of=("self",))
        .first()
    )
    return found
