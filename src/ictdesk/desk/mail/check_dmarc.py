"""DMARC: does the domain in From confirm the mail, by SPF or DKIM of a domain that belongs with it?

The organisation's domain is found by walking up the tree of names, as the new edition of DMARC does it: no list of
public suffixes, which would be old by the time it is read.
"""

from ictdesk.desk.mail.questions import Questions
from ictdesk.desk.senders.checks import tags_of
from ictdesk.kernel.egress.names import NotAnswered

MOST_STEPS = 8


def check(questions: Questions, author: str, spf: tuple[str, str], dkim: tuple[str, set[str]]) -> str:
    """none without a record, pass, fail, or temperror where an answer that could have confirmed it did not come."""
    try:
        above = _records_above(questions, author)
        if not above:
            return "none"
        tags = tags_of(above[0][1])
        confirmed = {spf[1]} if spf[0] == "pass" else set()
        if any(_belongs(questions, author, one, tags.get("aspf", "r")) for one in confirmed):
            return "pass"
        if any(_belongs(questions, author, one, tags.get("adkim", "r")) for one in dkim[1]):
            return "pass"
    except NotAnswered:
        return "temperror"
    return "temperror" if "temperror" in (spf[0], dkim[0]) else "fail"


def _belongs(questions: Questions, author: str, other: str, mode: str) -> bool:
    """Whether two domains are the same, or of one organisation where the record does not ask for more."""
    if author == other or mode == "s":
        return author == other
    return _organisation(questions, author) == _organisation(questions, other)


def _organisation(questions: Questions, domain: str) -> str:
    """The name that stands for its owner; the domain itself where nobody above says anything."""
    above = _records_above(questions, domain)
    for name, record in above:
        psd = tags_of(record).get("psd", "u")
        if psd == "n":
            return name
        if psd == "y" and name != domain:
            labels = domain.split(".")
            return ".".join(labels[-(name.count(".") + 2) :])
    return above[-1][0] if above else domain


def _records_above(questions: Questions, domain: str) -> list[tuple[str, str]]:
    """Names from the domain upwards that have a record, and it; long names are cut, as the standard says."""
    labels = domain.split(".")
    starts = [0, *range(max(1, len(labels) - MOST_STEPS + 1), len(labels))]
    found: list[tuple[str, str]] = []
    for start in starts:
        name = ".".join(labels[start:])
        records = [one for one in questions.ask(f"_dmarc.{name}", "TXT") if one.startswith("v=DMARC1")]
        if len(records) == 1:
            found.append((name, records[0]))
    return found
