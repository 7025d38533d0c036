"""Compares what DNS says about a domain with what it should say. Asks the network: call it outside of a scope."""

import re
from collections.abc import Callable
from typing import TypedDict

from ictdesk.desk.senders import instructions
from ictdesk.desk.senders.models import SenderDomain
from ictdesk.kernel.egress.names import NotAnswered, records

SHOWN = 500
MOST_PARENTS = 6


type Look = Callable[[], tuple[str, str]]


class Finding(TypedDict):
    """`state`: right, other (there is one, but not as asked for), several, missing or unanswered."""

    check: str
    state: str
    found: str


def look(domain: SenderDomain) -> list[Finding]:
    """One finding for each record."""
    name = domain.domain
    looks: dict[str, Look] = {
        "dkim": lambda: _dkim(domain),
        "spf": lambda: _spf(name),
        "dmarc": lambda: _dmarc(name),
        "mx": lambda: _mx(name),
    }
    found: list[Finding] = []
    for check, ask in looks.items():
        if found and found[-1]["state"] == "unanswered":  # nobody waits four times for a server that is away
            found.append({"check": check, "state": "unanswered", "found": ""})
        else:
            found.append(_asked(check, ask))
    return found


def is_ours(findings: list[Finding]) -> bool | None:
    """Whether the domain names our key; None when nobody answered."""
    state = next((one["state"] for one in findings if one["check"] == "dkim"), "unanswered")
    return None if state == "unanswered" else state == "right"


def _asked(check: str, ask: Look) -> Finding:
    try:
        state, found = ask()
    except NotAnswered:
        state, found = "unanswered", ""
    return {"check": check, "state": state, "found": found[:SHOWN]}


def _dkim(domain: SenderDomain) -> tuple[str, str]:
    found = records(instructions.key_name(domain), "TXT")
    if not found:
        return "missing", ""
    if len(found) > 1:
        return "several", " | ".join(found)
    tags = tags_of(found[0])
    right = tags.get("p", "") == domain.public_key and tags.get("v", "DKIM1") == "DKIM1"
    return ("right" if right and "y" not in tags.get("t", "") else "other"), found[0]


def _spf(name: str) -> tuple[str, str]:
    found = [one for one in records(name, "TXT") if re.match(r"v=spf1( |$)", one, re.IGNORECASE)]
    if not found:
        return "missing", ""
    if len(found) > 1:
        return "several", " | ".join(found)
    terms = found[0].lower().split()
    return (
        "right" if {instructions.include(), f"+{instructions.include()}"} & set(terms) else "other"
    ), found[0]


def _dmarc(name: str) -> tuple[str, str]:
    """Of the domain, or of the nearest one above that has it."""
    labels = name.split(".")
    for start in range(min(len(labels) - 1, MOST_PARENTS)):
        found = [
            one for one in records(f"_dmarc.{'.'.join(labels[start:])}", "TXT") if "v=DMARC1" in one[:12]
        ]
        if len(found) > 1:
            return "several", " | ".join(found)
        if found:
            policy = tags_of(found[0]).get("p", "")
            return ("right" if policy in ("none", "quarantine", "reject") else "other"), found[0]
    return "missing", ""


def _mx(name: str) -> tuple[str, str]:
    found = sorted(records(name, "MX"))
    if not found:
        return "missing", ""
    return ("other" if found == ["0 ."] else "right"), " | ".join(found)


def tags_of(record: str) -> dict[str, str]:
    """The tags of a record such as `v=DKIM1; k=rsa; p=…`, without the blanks that may stand in them."""
    pairs = (part.partition("=") for part in record.split(";"))
    return {name.strip(): re.sub(r"\s+", "", value) for name, equals, value in pairs if equals}
