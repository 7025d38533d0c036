"""Checks by ourselves whether a mail is from whom it says, where no mail server before us does it.

Only where the machine that hands a mail over is the one that sent it: by our own listener. Asks the network, for
seconds at most: call it outside of a scope. Whoever does not answer confirms nothing and disowns nothing.
"""

from email import policy
from email.parser import BytesHeaderParser

from ictdesk.desk.mail import check_dkim, check_dmarc, check_spf
from ictdesk.desk.mail.letter import Unreadable, refuse_bombs
from ictdesk.desk.mail.questions import Questions
from ictdesk.desk.mail.verdicts import Checks

NOT_ANSWERED = Checks("temperror", "temperror", "temperror")


def check(raw: bytes, *, ip: str, helo: str, envelope_from: str) -> Checks:
    """The words of the three checks; empty ones for what cannot be read at all."""
    try:
        refuse_bombs(raw)
    except Unreadable:
        return Checks()
    questions = Questions()
    spf = check_spf.check(questions, ip, helo, envelope_from)
    dkim = check_dkim.check(questions, raw)
    author = author_of(raw)
    dmarc = check_dmarc.check(questions, author, spf, dkim) if author else ""
    return Checks(spf[0], dkim[0], dmarc)


def author_of(raw: bytes) -> str:
    """The domain of the one address in the one From; empty where there is no such."""
    try:
        heads = BytesHeaderParser(policy=policy.default).parsebytes(raw)
        found = [one.domain for value in heads.get_all("from", []) for one in value.addresses]
        domain = found[0].encode("idna").decode() if len(found) == 1 else ""
    except Exception:  # noqa: BLE001 - a From that the parser cannot read
        return ""
    return domain.lower().rstrip(".")
