"""Reads of senders."""

from typing import NamedTuple
from uuid import UUID

from ictdesk.desk.senders.models import SenderAddress, SenderDomain
from ictdesk.desk.senders.signing import Signer
from ictdesk.desk.workspaces.models import Inbox


class Sender(NamedTuple):
    """An address of the workspace's own, and what signs for it."""

    address: str
    signer: Signer


def sender_of(inbox: Inbox) -> Sender | None:
    """What an inbox answers from; None while it has chosen nothing, or its domain does not agree."""
    row = _address(inbox.id)
    if row is None or row.domain.verified_at is None:
        return None
    domain: SenderDomain = row.domain
    return Sender(f"{row.local}@{domain.domain}", Signer(domain.domain, domain.selector, domain.private_key))


def chosen(inbox: Inbox) -> str:
    """The address that an inbox has chosen, whether it may use it or not; empty for none."""
    row = _address(inbox.id)
    return f"{row.local}@{row.domain.domain}" if row else ""


def _address(inbox: UUID) -> SenderAddress | None:
    found: SenderAddress | None = SenderAddress.objects.filter(inbox=inbox).select_related("domain").first()
    return found


def users_of(domain: SenderDomain) -> list[str]:
    """The addresses under a domain that inboxes answer from."""
    rows = SenderAddress.objects.filter(domain=domain).order_by("local")
    return [f"{row.local}@{domain.domain}" for row in rows]
