"""Where the vendor's workspace is, and how it is reached."""

from django.conf import settings

from ictdesk.business.vendor import words
from ictdesk.desk.mail.addresses import address_of
from ictdesk.desk.workspaces import queries as desks
from ictdesk.kernel.tenancy import current_workspace, workspace_scope
from ictdesk.kernel.tenancy.models import CONTROLLER, WorkspaceEntry


def entry() -> WorkspaceEntry:
    """Raises `NotFound` before it was made."""
    return WorkspaceEntry.find(role=CONTROLLER)


def is_here() -> bool:
    """Whether the workspace in scope is the vendor's own."""
    return WorkspaceEntry.objects.filter(id=current_workspace(), role=CONTROLLER).exists()


def contact() -> str:
    """The address to which anybody may write. Raises `NotFound`."""
    return str(settings.ICTDESK_SITE.contact) or _address(words.INBOXES[0][1])


def privacy() -> str:
    """The address for whoever asks about their own data: a mail to it opens a case. Raises `NotFound`."""
    return _address(words.INBOXES[1][1])


def _address(local: str) -> str:
    with workspace_scope(entry().id):
        return address_of(desks.inbox_by_mail(local), desks.workspace())
