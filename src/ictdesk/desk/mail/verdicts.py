"""What is known of a mail's sender, from the checks of SPF, DKIM and DMARC.

The checks are made by the mail server that we trust (`ICTDESK_MAIL_AUTHSERV`) and written by it into the
field Authentication-Results (RFC 8601). The same field from anybody else is the sender's own claim: it is not read.
"""

import re
from email.message import EmailMessage
from typing import NamedTuple

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from ictdesk.desk.mail.headers import all_of
from ictdesk.desk.mail.models import ReceivedMail
from ictdesk.desk.mail.shapes import Trust

LONGEST = 4000
MOST = 10
RESULT = re.compile(r"\b(spf|dkim|dmarc)\s*=\s*([a-z]{4,9})\b")
COMMENT = re.compile(r"\([^()]*\)|\"[^\"]*\"")
KNOWN = {"pass", "fail", "softfail", "neutral", "none", "temperror", "permerror", "policy"}
SENTENCES: dict[Trust, str] = {
    "proven": gettext_noop("The sender's domain confirms this mail."),
    "weak": gettext_noop(
        "The sender's domain neither confirms nor denies this mail: the address may be borrowed."
    ),
    "failed": gettext_noop(
        "This mail was probably not written by who it says: its sender's domain disowns it."
    ),
    "unknown": gettext_noop("Nobody has checked whether the sender's address is theirs."),
}


class Checks(NamedTuple):
    """One word for each check; empty where it was not made."""

    spf: str = ""
    dkim: str = ""
    dmarc: str = ""


def checks(message: EmailMessage) -> Checks:
    """What the trusted server found. The topmost of its fields counts: it was written last."""
    trusted = {name.lower() for name in settings.ICTDESK_MAIL_AUTHSERV}
    for value in all_of(message, "authentication-results")[:MOST]:
        server, _semicolon, rest = value[:LONGEST].partition(";")
        words = server.strip().lower().split()
        if words and words[0] in trusted:
            return _read(rest)
    return Checks()


def _read(text: str) -> Checks:
    plain = COMMENT.sub(" ", text.lower())
    found: dict[str, str] = {}
    for method, result in RESULT.findall(plain):
        if result in KNOWN and (method not in found or (method == "dkim" and result == "pass")):
            found[method] = result
    return Checks(**found)


def trust(mail: ReceivedMail) -> Trust:
    """DMARC decides where there is a result; without, a pass of one of the others is a weak sign only."""
    if mail.dmarc == "pass":
        return "proven"
    if mail.dmarc == "fail":
        return "failed"
    if mail.dmarc or mail.spf or mail.dkim:
        return "weak"
    return "unknown"


def sentence(of: Trust) -> str:
    """What people are told."""
    return _(SENTENCES[of])
