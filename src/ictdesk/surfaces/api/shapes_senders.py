"""What the API answers about domains to write under and mailboxes that are read."""

from typing import TypedDict

from ictdesk.desk.mailboxes import problems
from ictdesk.desk.mailboxes.models import Mailbox
from ictdesk.desk.senders import instructions, queries
from ictdesk.desk.senders.checks import Finding
from ictdesk.desk.senders.instructions import Record
from ictdesk.desk.senders.models import SenderDomain
from ictdesk.kernel.clock import rfc3339


class RecordShape(TypedDict):
    """What to publish, and what DNS said when it was asked last: right, other, several, missing, unanswered or unasked."""

    check: str
    name: str
    type: str
    value: str
    required: bool
    state: str
    found: str


class SenderDomainShape(TypedDict):
    """`ready`: DNS names the key, so inboxes may answer from it. `users` are the addresses in use."""

    id: str
    domain: str
    ready: bool
    checked_at: str | None
    users: list[str]
    records: list[RecordShape]


class SenderDomains(TypedDict):
    items: list[SenderDomainShape]
    next: None


class SenderShape(TypedDict):
    """`chosen` is empty for the desk's own address; `address` is what answers go out from now."""

    chosen: str
    address: str


class MailboxShape(TypedDict):
    """Without its secret. `state` is new, fine or failing; `why` says what went wrong last."""

    id: str
    inbox: str
    kind: str
    host: str
    port: int
    user: str
    folder: str
    active: bool
    state: str
    why: str
    checked_at: str | None


class Mailboxes(TypedDict):
    items: list[MailboxShape]
    next: None


def sender_domain(row: SenderDomain) -> SenderDomainShape:
    found = {one["check"]: one for one in row.findings}
    return {
        "id": str(row.id),
        "domain": row.domain,
        "ready": row.verified_at is not None,
        "checked_at": rfc3339(row.checked_at) if row.checked_at else None,
        "users": queries.users_of(row),
        "records": [_record(one, found.get(one.check)) for one in instructions.records(row)],
    }


def _record(one: Record, finding: Finding | None) -> RecordShape:
    return {
        "check": one.check,
        "name": one.name,
        "type": one.type,
        "value": one.value,
        "required": one.required,
        "state": finding["state"] if finding else "unasked",
        "found": finding["found"] if finding else "",
    }


def mailbox(row: Mailbox) -> MailboxShape:
    return {
        "id": str(row.id),
        "inbox": str(row.inbox_id),
        "kind": row.kind,
        "host": row.host,
        "port": row.port,
        "user": row.user,
        "folder": row.folder,
        "active": row.active,
        "state": row.state,
        "why": problems.sentence(row.reason) if row.reason else "",
        "checked_at": rfc3339(row.checked_at) if row.checked_at else None,
    }
