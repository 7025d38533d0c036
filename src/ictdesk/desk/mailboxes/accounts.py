"""What one needs to know to read a mailbox, taken out of its row: no transaction is open while the network is asked."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from ictdesk.desk.mailboxes.models import Mailbox
from ictdesk.kernel.tenancy import workspace_scope


class Account(NamedTuple):
    """The secret is plain here, and lives no longer than one reading."""

    workspace: UUID
    id: UUID
    kind: str
    host: str
    port: int
    folder: str
    user: str
    secret: dict[str, str]
    reads_from: datetime
    validity: int | None
    last_uid: int
    stuck_uid: int


def of(row: Mailbox) -> Account:
    """In scope."""
    return Account(
        row.workspace_id,
        row.id,
        row.kind,
        row.host,
        row.port,
        row.folder,
        row.user,
        row.secret,
        row.reads_from,
        row.validity,
        row.last_uid,
        row.stuck_uid,
    )


def load(workspace: UUID, id_: UUID) -> Account | None:
    """Outside of any scope; None for one that is gone or switched off, and where nothing is written any more."""
    with workspace_scope(workspace) as scope:
        if scope.ends_at:
            return None
        row: Mailbox | None = Mailbox.objects.filter(id=id_, active=True).first()
        return of(row) if row else None


def active_in(workspace: UUID) -> list[UUID]:
    """The mailboxes of a workspace that are read."""
    with workspace_scope(workspace) as scope:
        if scope.ends_at:
            return []
        return list(Mailbox.objects.filter(active=True).order_by("id").values_list("id", flat=True))
