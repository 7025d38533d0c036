"""DKIM (RFC 6376): which domains have signed this mail, as it is."""

import logging
from typing import Any

import dkim
from dkim.util import parse_tag_value

from ictdesk.desk.mail.questions import Questions
from ictdesk.kernel.egress.names import NotAnswered

MOST = 5
SILENT = logging.getLogger("ictdesk.dkim.silent")
SILENT.setLevel(logging.CRITICAL + 1)  # it would write down what strangers write


def check(questions: Questions, raw: bytes) -> tuple[str, set[str]]:
    """The result's word, and the domains whose signatures hold.

    A signature of a part of the text only (`l=`), or with SHA-1, says nothing: words could be added below it.
    """

    def ask(name: bytes, timeout: int = 0) -> bytes | None:
        found = questions.ask(name.decode("ascii", "replace"), "TXT")
        return found[0].encode() if found else None

    domains: set[str] = set()
    word = "none"
    try:
        mail = dkim.DKIM(raw, logger=SILENT, minkey=1024)
        signatures = [value for name, value in mail.headers if name.lower() == b"dkim-signature"]
    except Exception:  # noqa: BLE001 - no mail that the library can read
        return word, domains
    for number, value in enumerate(signatures[:MOST]):
        try:
            domain = _signed(mail, number, value, ask)
        except NotAnswered:
            word = "temperror" if word in ("none", "fail") else word
            continue
        word = "pass" if domain or word == "pass" else "fail" if word == "none" else word
        domains |= {domain} if domain else set()
    return word, domains


def _signed(mail: Any, number: int, value: bytes, ask: Any) -> str:
    """Whose signature holds; empty for one that does not. Raises `NotAnswered`."""
    try:
        tags = parse_tag_value(value)
        weak = b"l" in tags or tags.get(b"a", b"").lower().endswith(b"sha1")
        if weak or not mail.verify(idx=number, dnsfunc=ask):
            return ""
        return str(tags[b"d"].decode("ascii").lower().rstrip("."))
    except NotAnswered:
        raise
    except Exception:  # noqa: BLE001 - a signature or key of a stranger's that the library cannot read
        return ""
