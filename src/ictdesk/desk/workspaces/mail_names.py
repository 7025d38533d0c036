"""What may stand before the @ of an inbox's e-mail address."""

import re

from ictdesk.desk.workspaces.models import Inbox
from ictdesk.kernel.errors import Conflict, Invalid

LOCAL = re.compile(r"[a-z0-9](?:[a-z0-9_-]|\.(?!\.)){0,38}[a-z0-9]|[a-z0-9]")
RESERVED = ("r.", "b.", "t.", "n.", "m.")
"""Beginnings of the addresses that the desk makes itself."""
NOBODY = {"mailer-daemon", "noreply", "no-reply"}


def clean_local(text: str) -> str:
    """The part before the @ in small letters; empty for none. Raises `Invalid`."""
    local = text.strip().lower()
    if not local:
        return ""
    if not LOCAL.fullmatch(local):
        raise Invalid("An address begins with 1 to 40 letters a-z, digits, dots, - and _.")
    if local.startswith(RESERVED) or local in NOBODY:
        raise Invalid("This address is kept for the desk itself.")
    return local


def must_be_free(inbox: Inbox) -> None:
    """Raises `Conflict` when another inbox has this address."""
    taken = Inbox.objects.filter(mail_local=inbox.mail_local).exclude(id=inbox.id)
    if inbox.mail_local and taken.exists():
        raise Conflict(f"Another inbox has the address {inbox.mail_local} already.")
