"""Leaves out of a letter what it only repeats: the quoted letter before it, and the signature.

Each line is looked at a few times at most. The known libraries for this search the whole text with
patterns that a hostile mail can make run for hours.
"""

import re

LONGEST_LINE = 500
ORIGINAL = re.compile(r"\s*-{3,}\s?[\w ]{4,40}\s?-{3,}\s*", re.UNICODE)
FIELD = re.compile(
    r"\*?(?:From|Sent|Date|To|Subject|Von|Gesendet|An|Betreff|De|Envoyé|À|Objet):", re.IGNORECASE
)
FIELDS = 3
"""Lines like `From:`, `Sent:`, `To:` in a row that begin the letter before."""


def fold(text: str) -> tuple[str, bool]:
    """The letter's own words, and whether something was left out. Never leaves out everything.

    A text with words below a quotation is an answer between the lines: there only the signature goes.
    """
    lines = text.replace("\r\n", "\n").rstrip().split("\n")
    end = min(_before_original(lines), len(lines))
    end = _before_quotation(lines, end)
    end = _before_signature(lines, end)
    own = "\n".join(lines[:end]).strip()
    if not own:
        return text.strip(), False
    return own, end < len(lines)


def _before_original(lines: list[str]) -> int:
    """Where another program pasted the letter before without marks."""
    for number, line in enumerate(lines):
        if len(line) <= LONGEST_LINE and number and ORIGINAL.fullmatch(line):
            return number
        if FIELD.match(line) and all(FIELD.match(one) for one in lines[number : number + FIELDS]):
            return number if number + FIELDS <= len(lines) else len(lines)
    return len(lines)


def _before_quotation(lines: list[str], end: int) -> int:
    """Where the quotation at the end begins, with the line that introduces it."""
    start = end
    while start and (not lines[start - 1].strip() or lines[start - 1].startswith(">")):
        start -= 1
    if not any(line.startswith(">") for line in lines[start:end]):
        return end
    one, two = (" ".join(lines[max(0, start - count) : start]).strip() for count in (1, 2))
    if not one.endswith(":"):
        return start
    if re.search(r"\d", one) or ("@" in one and not re.search(r"\d", two)):
        return start - 1
    return max(0, start - 2) if re.search(r"\d", two) else start


def _before_signature(lines: list[str], end: int) -> int:
    """Where a line of two dashes says that the signature begins."""
    return next((n for n, line in enumerate(lines[:end]) if n and line.rstrip() == "--"), end)
