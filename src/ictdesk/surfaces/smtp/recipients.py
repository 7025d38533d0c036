"""Whom mail may be for."""

from dataclasses import dataclass
from uuid import UUID

from ictdesk.desk.mail import addresses
from ictdesk.desk.workspaces import queries as workspaces
from ictdesk.kernel.errors import Ending, NotFound
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import WorkspaceEntry


@dataclass(frozen=True, slots=True)
class Recipient:
    """An address of ours: its workspace and what stands before the @."""

    workspace: UUID
    local: str


def find(address: str) -> Recipient:
    """Raises `NotFound` for an address that is no inbox's, and `Ending` where nothing is written any more.

    Every answering address of a workspace that takes mail is let in: whether it is a right one is decided
    when it is read, so that nobody can try addresses out here.
    """
    local, _, host = address.rpartition("@")
    slug = addresses.slug_of(host)
    if not slug or len(local) > 64:
        raise NotFound
    workspace = WorkspaceEntry.find(slug=slug).id
    with workspace_scope(workspace) as scope:
        if scope.ends_at and not local.lower().startswith(addresses.BACK):
            raise Ending
        if local.lower().startswith(addresses.MADE):
            workspaces.first_mail_inbox()
        else:
            workspaces.inbox_by_mail(local)
    return Recipient(workspace, local)
