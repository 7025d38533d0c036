"""The parts of a mail: its text and its files."""

from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from typing import NamedTuple, cast

from ictdesk.desk.mail import html_text
from ictdesk.desk.mail.headers import header

DEEPEST = 20
MOST = 100
LONGEST_TEXT = 512 * 1024


@dataclass(frozen=True, slots=True)
class Part:
    """A file in a mail, under the name that its sender gave it."""

    name: str
    content: bytes


class Content(NamedTuple):
    """What a mail holds."""

    text: str
    files: list[Part]
    whole: bool
    """Whether text and files are all of it."""
    rich: bool
    """Whether it can be shown as HTML too."""


def read(message: EmailMessage) -> Content:
    """The plain text is taken where there is one, else the HTML's."""
    plain: list[str] = []
    rich: list[str] = []
    files: list[Part] = []
    whole = True
    for number, part in enumerate(leaves(message)):
        if part is None or number >= MOST:
            whole = False
            break
        kind, name = part.get_content_type(), _name(part)
        if part.is_multipart():
            whole = False  # a mail within the mail: it is in the raw file
        elif (
            kind in ("text/plain", "text/html")
            and not name
            and part.get_content_disposition() != "attachment"
        ):
            (plain if kind == "text/plain" else rich).append(text_of(part))
        else:
            files.append(Part(name or f"file-{number + 1}", bytes_of(part)))
    if plain or not rich:
        text = "\n\n".join(one.strip() for one in plain if one.strip())
        return Content(text, files, whole, bool(rich))
    return Content(html_text.to_text("\n".join(rich)), files, False, True)


def leaves(message: EmailMessage) -> Iterator[EmailMessage | None]:
    """The parts that hold something, in order; None in the place of what lies too deep. Uses no stack."""
    waiting: list[tuple[EmailMessage, int]] = [(message, 0)]
    while waiting:
        part, depth = waiting.pop()
        if not part.is_multipart() or part.get_content_maintype() == "message":
            yield part
        elif depth >= DEEPEST:
            yield None
        else:
            inner = cast(list[EmailMessage], part.get_payload())
            waiting += [(one, depth + 1) for one in reversed(inner)]


def text_of(part: EmailMessage) -> str:
    """A text part as text, whatever its charset says."""
    content = bytes_of(part)[:LONGEST_TEXT]
    for charset in (_charset(part), "utf-8"):
        try:
            return content.decode(charset)
        except (LookupError, UnicodeError, ValueError):
            continue
    return content.decode("latin-1")


def _charset(part: EmailMessage) -> str:
    try:
        return part.get_content_charset("utf-8") or "utf-8"
    except Exception:  # noqa: BLE001 - a parameter that the parser cannot read
        return "utf-8"


def _name(part: EmailMessage) -> str:
    try:
        return part.get_filename("") or ""
    except Exception:  # noqa: BLE001 - the same
        return header(part, "content-description")


def bytes_of(part: EmailMessage) -> bytes:
    """What a part holds, decoded as far as it can be."""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""
