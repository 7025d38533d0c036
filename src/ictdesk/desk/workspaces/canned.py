"""What a canned reply must be before it is stored."""

import re
from typing import Any

from ictdesk.desk.workspaces.models import CannedReply
from ictdesk.desk.workspaces.placeholders import clean_body
from ictdesk.kernel.errors import Conflict, Invalid
from ictdesk.kernel.lines import one_line

SHORTCUT = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
LONGEST = 4000


def clean(shortcut: str, title: str, body: str) -> dict[str, Any]:
    """The three in the form in which they are kept. Raises `Invalid`."""
    shortcut, title, body = shortcut.strip().lstrip("/").lower(), one_line(title), body.strip()
    if not SHORTCUT.fullmatch(shortcut):
        raise Invalid("A shortcut has 1 to 40 letters a-z, digits, - and _.")
    if not 0 < len(title) <= 80:
        raise Invalid("A title has 1 to 80 characters.")
    if not 0 < len(body) <= LONGEST:
        raise Invalid(f"A canned reply has 1 to {LONGEST} characters.")
    return {"shortcut": shortcut, "title": title, "body": clean_body(body)}


def must_be_free(reply: CannedReply) -> None:
    """Raises `Conflict` when another reply has this shortcut."""
    if CannedReply.objects.filter(shortcut=reply.shortcut).exclude(id=reply.id).exists():
        raise Conflict(f"The shortcut {reply.shortcut} is taken.")
