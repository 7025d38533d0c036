"""Reads a raw mail, from whoever it may be: every bound is checked before the work that it bounds."""

import re
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import getaddresses

from ictdesk.desk.contacts.names import NAME_LIMIT, clean_email
from ictdesk.desk.mail import parts, verdicts
from ictdesk.desk.mail.headers import all_of, header, ids_in
from ictdesk.kernel.errors import Invalid
from ictdesk.kernel.lines import one_line

LONGEST_HEAD = 256 * 1024
MOST_HEADERS = 1000
MOST_PARTS = 200
LONGEST_TYPE = 4000
SUBJECT_LENGTH = 250
MOST_IDS = 50
MOST_COPIED = 20
LONGEST_COPIED = 4000
LOOP = "X-ICTDesk-Loop"
AUTOMATIC = ("list-id", "list-unsubscribe", "x-auto-response-suppress", "x-autoreply", "x-autorespond")
PART_HEADER = re.compile(
    rb"^content-(?:type|disposition)[ \t]*:[^\n]*(?:\n[ \t][^\n]*)*", re.IGNORECASE | re.MULTILINE
)
END_OF_HEAD = re.compile(rb"\r?\n\r?\n")


class Unreadable(Exception):
    """This is no mail that can be read safely; its raw file is kept and shown."""


@dataclass(slots=True)
class Letter:
    """What a mail says. All of it is a claim of whoever sent it."""

    senders: int
    sender: str
    """The one address in the one From header; else empty."""
    name: str
    subject: str
    message_id: str
    answers: list[str]
    """Ids of the mails that it answers, the nearest last."""
    automatic: bool
    loops: list[str]
    checks: verdicts.Checks
    copied: list[str] = field(default_factory=list)
    """The addresses of To and Cc."""
    text: str = ""
    files: list[parts.Part] = field(default_factory=list)
    whole: bool = True
    """Whether text and files are all of the mail."""
    rich: bool = False


def read(raw: bytes, *, envelope_from: str) -> Letter:
    """Raises `Unreadable`, whatever is wrong with it."""
    refuse_bombs(raw)
    try:
        message = message_from_bytes(raw, policy=policy.default)
        letter = _heads(message, envelope_from)
        letter.text, letter.files, letter.whole, letter.rich = parts.read(message)
    except Exception as error:
        raise Unreadable from error
    if not letter.text and not letter.files and not letter.subject:
        raise Unreadable
    return letter


def refuse_bombs(raw: bytes) -> None:
    """Looks at the bytes alone, in one pass. Raises `Unreadable`."""
    end = END_OF_HEAD.search(raw, 0, LONGEST_HEAD + 4)
    head = raw[: end.start()] if end else raw
    if len(head) > LONGEST_HEAD or head.count(b"\n") > MOST_HEADERS or b":" not in head:
        raise Unreadable
    for number, found in enumerate(PART_HEADER.finditer(raw)):
        if number > 2 * MOST_PARTS or found.end() - found.start() > LONGEST_TYPE:
            raise Unreadable


def _heads(message: EmailMessage, envelope_from: str) -> Letter:
    addresses = _senders(message)
    name, address = addresses[0] if len(addresses) == 1 else ("", "")
    return Letter(
        senders=len(addresses),
        sender=address,
        name=one_line(name)[:NAME_LIMIT],
        subject=header(message, "subject")[:SUBJECT_LENGTH].strip(),
        message_id=(ids_in(message, "message-id") or [""])[0],
        answers=[*ids_in(message, "references"), *ids_in(message, "in-reply-to")][-MOST_IDS:],
        automatic=_automatic(message, address, envelope_from),
        checks=verdicts.checks(message),
        copied=_copied(message),
        loops=[one_line(value) for value in all_of(message, LOOP)],
    )


def _senders(message: EmailMessage) -> list[tuple[str, str]]:
    """Names and usable addresses of all From headers together."""
    found: list[tuple[str, str]] = []
    for value in message.get_all("from", []):
        found += [(one.display_name, _usable(one.addr_spec)) for one in value.addresses]
    return found


def _copied(message: EmailMessage) -> list[str]:
    """Usable addresses of the To and Cc headers, each once; what cannot be read names nobody."""
    found: list[str] = []
    for name in ("to", "cc"):
        for raw in all_of(message, name)[:10]:
            pairs = getaddresses([one_line(raw[:LONGEST_COPIED])])
            found += [address for _, one in pairs if (address := _usable(one))]
    return list(dict.fromkeys(found))[:MOST_COPIED]


def _usable(address: str) -> str:
    try:
        return clean_email(address)
    except Invalid:
        return ""


def _automatic(message: EmailMessage, sender: str, envelope_from: str) -> bool:
    """Whether a program wrote it (RFC 3834 and what is usual besides): it never gets an automatic answer."""
    submitted = header(message, "auto-submitted").lower()
    return (
        submitted not in ("", "no")
        or not envelope_from
        or header(message, "precedence").lower() in ("bulk", "list", "junk")
        or any(all_of(message, name) for name in AUTOMATIC)
        or message.get_content_type() == "multipart/report"
        or sender.lower().partition("@")[0] in ("mailer-daemon", "postmaster", "noreply", "no-reply")
    )
