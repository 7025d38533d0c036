"""Which provider carries a mail away, and what each of them wants to be told differently."""

from typing import Any
from uuid import UUID

from django.conf import settings

from ictdesk.kernel import egress
from ictdesk.kernel.datamap.fields import SUPPORT


def choose(address: str, categories: frozenset[str], workspace: UUID) -> str:
    """The first of the installation's providers that may have this. Raises `EgressRefused`."""
    host = address.rpartition("@")[2]
    calls = [egress.Call(f"mail.{name}", host, SUPPORT, categories, workspace) for name in offered()]
    return egress.choose(calls).recipient.removeprefix("mail.")


def offered() -> list[str]:
    """The installation's providers, in order of preference."""
    return [name for name in settings.MAILERS if name != "default"] or ["smtp"]


def mailer(provider: str) -> str:
    """Its name among Django's mailers."""
    return provider if provider in settings.MAILERS else "default"


def by_smtp(provider: str) -> dict[str, Any] | None:
    """How its mail server is reached; None for one that is no mail server."""
    found: dict[str, Any] = settings.MAILERS[mailer(provider)]
    options: dict[str, Any] = found.get("OPTIONS", {})
    return options if found["BACKEND"].endswith("smtp.EmailBackend") else None
