"""Mail about a mail of ours: it came back (RFC 3464), or somebody reported it (RFC 5965).

It is known by the address that the mail went out from, which nobody else can make; its words are not
trusted for more than whether it failed for good.
"""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from uuid import UUID

from ictdesk.desk.conversations import commands as conversations
from ictdesk.desk.mail import beyond, parts, reasons
from ictdesk.desk.mail.headers import header
from ictdesk.desk.mail.letter import Unreadable, refuse_bombs
from ictdesk.desk.mail.models import OutgoingMail, ReceivedMail, Suppression, Transcript
from ictdesk.kernel.actor import System
from ictdesk.kernel.errors import AlreadySo
from ictdesk.kernel.ids import new_id

US = System("mail.returns")
FAILED = re.compile(r"^action:\s*failed\b", re.IGNORECASE | re.MULTILINE)
FOR_GOOD = re.compile(r"^status:\s*5\.", re.IGNORECASE | re.MULTILINE)
REPORTED = re.compile(r"^feedback-type:\s*(abuse|fraud|virus|not-spam|other)\b", re.IGNORECASE | re.MULTILINE)
LONGEST = 20_000


def verdict(raw: bytes) -> tuple[str, bool]:
    """`bounced`, `complained`, or empty for anything else; and whether nothing may be sent there any more."""
    try:
        refuse_bombs(raw)
        message = message_from_bytes(raw, policy=policy.default)
        if message.get_content_type() != "multipart/report":
            return "", False
        blocks = [part for part in message.iter_parts() if isinstance(part, EmailMessage)]
        said = {part.get_content_type(): _text(part) for part in blocks}
    except (Unreadable, RecursionError, LookupError, ValueError):
        return "", False
    status = said.get("message/delivery-status", "")
    if FAILED.search(status):
        return "bounced", bool(FOR_GOOD.search(status))
    reported = REPORTED.search(said.get("message/feedback-report", ""))
    return ("complained", True) if reported and reported[1].lower() != "not-spam" else ("", False)


def _text(part: EmailMessage) -> str:
    """The fields of a report: the parser takes each block of them for a message of its own."""
    if not part.is_multipart():
        return parts.text_of(part)[:LONGEST]
    blocks = [one for one in part.iter_parts() if isinstance(one, EmailMessage)][:50]
    lines = (f"{name}: {header(one, name)}" for one in blocks for name in one.keys()[:50])
    return "\n".join(lines)[:LONGEST]


def note(came: ReceivedMail, mail: OutgoingMail, what: str, *, for_good: bool) -> None:
    """Shows it at the message, tells the team why, and leaves the address alone if it is for good."""
    _returned(came, mail, what)
    mark(mail, what, for_good=for_good)


def note_transcript(came: ReceivedMail, transcript: Transcript, what: str, *, for_good: bool) -> None:
    """The same for a transcript: there is no message to show it at, so that the team's note says all."""
    _returned(came, transcript, what)
    mark_transcript(transcript, what, for_good=for_good)


def note_beyond(came: ReceivedMail, id_: UUID, what: str, *, for_good: bool) -> None:
    """The same for a mail of a higher room, which counts it itself."""
    came.state, came.reason = "returned", what
    came.contact_id = beyond.came_back(id_, what, for_good=for_good)
    came.save(update_fields=["state", "reason", "contact"])


def _returned(came: ReceivedMail, sent: OutgoingMail | Transcript, what: str) -> None:
    came.state, came.reason = "returned", what
    came.contact_id, came.conversation_id = sent.contact_id, sent.conversation_id
    came.save(update_fields=["state", "reason", "contact", "conversation"])


def mark(mail: OutgoingMail, what: str, *, for_good: bool) -> None:
    """The same for whoever reports it. What was said already is not said again."""
    if mail.state == what or (mail.state, what) == ("complained", "bounced"):
        return
    mail.state, mail.reason = what, what
    mail.save(update_fields=["state", "reason"])
    if for_good:
        _suppress(mail, what, mail)
    if mail.copy_of_id is not None:
        text = reasons.of_copy(mail, what)
        conversations.note(actor=US, conversation=mail.conversation, client_id=new_id(), text=text)
        return
    try:
        conversations.set_delivery(actor=US, message=mail.message, delivery="failed")
    except AlreadySo:
        return
    conversations.note(
        actor=US, conversation=mail.conversation, client_id=new_id(), text=reasons.sentence(what)
    )


def mark_transcript(row: Transcript, what: str, *, for_good: bool) -> None:
    """The same for whoever reports it. What was said already is not said again."""
    if row.reason in (what, "complained"):
        return
    row.state, row.reason = "failed", what
    row.save(update_fields=["state", "reason"])
    if for_good:
        _suppress(row, what)
    text = reasons.of_transcript(what)
    conversations.note(actor=US, conversation=row.conversation, client_id=new_id(), text=text)


def _suppress(sent: OutgoingMail | Transcript, what: str, mail: OutgoingMail | None = None) -> None:
    """Nothing more is sent to the address that this went to."""
    if sent.sent_to is not None:
        suppress(bytes(sent.sent_to), sent.contact_id, what, mail)


def suppress(digest: bytes, contact: UUID | None, what: str, mail: OutgoingMail | None = None) -> None:
    """Nothing more is sent to this address, until an admin allows it again."""
    said = {"contact_id": contact, "mail": mail, "reason": what}
    Suppression.objects.get_or_create(digest=digest, defaults=said)
