"""SPF (RFC 7208): may this machine send for the domain of the envelope?"""

from typing import Any

import spf

from ictdesk.desk.mail.questions import Questions
from ictdesk.kernel.egress.names import NotAnswered


class Query(spf.query):
    """The library's reading of the record, with our own way to ask: bounded, and by the installation's name server."""

    def __init__(self, questions: Questions, **about: Any) -> None:
        super().__init__(**about)
        self._questions = questions

    def dns(self, name: str, qtype: str, cnames: Any = None, ignore_void: bool = False) -> list[Any]:
        try:
            found = [_shaped(one, qtype) for one in self._questions.ask(str(name), qtype)]
        except NotAnswered as error:
            raise spf.TempError("no answer") from error
        if not found and not ignore_void:
            self.void_lookups += 1
            if self.void_lookups > spf.MAX_VOID_LOOKUPS:
                raise spf.PermError("too many void lookups")
        return found


def check(questions: Questions, ip: str, helo: str, envelope_from: str) -> tuple[str, str]:
    """The result's word, and the domain that it is about."""
    query = Query(questions, i=ip, s=envelope_from, h=helo or "unknown.invalid")
    domain = str(query.o).lower().rstrip(".")
    try:
        return str(query.check()[0]), domain
    except Exception:  # noqa: BLE001 - a record of a stranger's that the library cannot read
        return "permerror", domain


def _shaped(text: str, kind: str) -> Any:
    """As the library's own look-up gives it."""
    if kind == "MX":
        preference, _space, host = text.partition(" ")
        return int(preference), host.rstrip(".")
    if kind in ("TXT", "SPF"):
        return (text.encode(),)
    return text.rstrip(".")
