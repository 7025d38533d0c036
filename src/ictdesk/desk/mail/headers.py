"""Headers of a mail from anybody: a value that cannot be read is read as far as it can be."""

import re
from email.message import EmailMessage

from ictdesk.kernel.lines import one_line

LONGEST = 4000
ID = re.compile(r"<[!-;=?-~]{1,250}>")


def all_of(part: EmailMessage, name: str) -> list[str]:
    """The raw values of every header of this name."""
    return [value for key, value in part.raw_items() if key.lower() == name.lower()]


def header(part: EmailMessage, name: str) -> str:
    """The first header of this name, decoded, in one line; empty when there is none.

    The parser raises where an encoded word hides a line break, and is slow for what is very long.
    """
    raw = next(iter(all_of(part, name)), "")
    if len(raw) > LONGEST:
        return one_line(raw[:LONGEST])
    try:
        return one_line(str(part[name] or ""))
    except Exception:  # noqa: BLE001 - ValueError, IndexError, LookupError: depends on the header
        return one_line(raw)


def ids_in(part: EmailMessage, name: str) -> list[str]:
    """The message ids in a header, also where a program has wrapped long ones in encoded words."""
    values = all_of(part, name)
    if any("=?" in value for value in values):
        return ID.findall(header(part, name))
    return [one for value in values for one in ID.findall(value[: 4 * LONGEST])]
