"""Whose machine a call reaches. A call says what it is for; the settings say who carries it."""

import ipaddress
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from django.conf import settings

from ictdesk.kernel.egress import Call

OF_THE_WORKSPACE = ("imap", "oauth.", "mail.pictures", "transfer.")
"""A customer's own mailbox, pictures that a reader asks for, and the place that a person names: nobody works there for us."""


def machine(call: Call) -> str:
    """The host that gets it; empty where nobody of ours does. Of a mail it is the server that takes it, never the mailbox's."""
    if call.recipient.startswith(OF_THE_WORKSPACE):
        return ""
    if not call.recipient.startswith("mail."):
        return call.host
    found = (
        settings.MAILERS.get(call.recipient.removeprefix("mail.")) or settings.MAILERS.get("default") or {}
    )
    if "postmark" in found.get("BACKEND", ""):
        return "api.postmarkapp.com"
    return str(found.get("OPTIONS", {}).get("host", ""))


def is_own(host: str) -> bool:
    """Whether it is this machine, its network, or one of the same organisation: the last two labels of the desk's address."""
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        pass
    desk = (urlsplit(settings.ICTDESK_BASE_URL).hostname or "").split(".")
    last = ".".join(desk[-2:]) if len(desk) > 1 else ""
    return host in ("", "localhost") or "." not in host or (bool(last) and _under(host, last))


def owner(host: str, by_key: Mapping[str, Iterable[str]]) -> str:
    """The key of whoever has this host among its `hosts`; empty when nobody has."""
    for key, hosts in by_key.items():
        if any(_under(host, one) for one in hosts):
            return key
    return ""


def _under(host: str, name: str) -> bool:
    return host == name or host.endswith(f".{name}")
