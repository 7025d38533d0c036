"""Makes the file of a whole workspace, and tells its owners that it is there."""

import logging
from email.utils import formataddr
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from ictdesk.kernel import closing, egress
from ictdesk.kernel.actor import System
from ictdesk.kernel.blobs import store
from ictdesk.kernel.errors import Conflict
from ictdesk.kernel.home import home
from ictdesk.kernel.lines import one_line
from ictdesk.kernel.tenancy import current_workspace, workspace_scope
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.privacy.export import commands
from ictdesk.privacy.export.models import WorkspaceExport
from ictdesk.privacy.export.piping import Pipe
from ictdesk.privacy.export.whole import Whole
from ictdesk.privacy.export.zipping import Stream
from ictdesk.privacy.rights.models import DUTY

log = logging.getLogger(__name__)
US = System("export.taking")
LARGEST = 2**40


def make(workspace: UUID, export: WorkspaceExport) -> None:
    """Reads in one snapshot and stores as it comes. Raises `Conflict` when it was given up."""
    with workspace_scope(workspace):
        row = commands.begin_export(actor=US, export=export)
    whole = Whole(workspace)
    try:
        stream = Stream(iter(Pipe(whole.pieces)))
        with workspace_scope(workspace):
            stored = store.put(stream, subject_id=row.subject_id, limit=LARGEST)
            commands.keep_export(actor=US, export=row, blob=stored.blob, whole=whole)
    except Conflict:
        raise
    except Exception:
        log.exception("export.failed", extra={"workspace": str(workspace)})
        with workspace_scope(workspace):
            commands.note_export_failed(actor=US, export=row)
        raise


def letters(export: WorkspaceExport) -> list[EmailMessage]:
    """One to each owner: also to those who did not ask for it."""
    where, slug = home(), WorkspaceEntry.find(id=current_workspace()).slug
    said = {
        "name": one_line(where.name),
        "link": f"{settings.ICTDESK_BASE_URL}/desk/{slug}/settings/take-along/",
    }
    found = []
    for address in closing.people().owners():
        sent = frozenset({"user.contact.email"})
        egress.ask(egress.Call(egress.by_mail(), address.rpartition("@")[2], DUTY, sent, current_workspace()))
        found.append(
            EmailMessage(
                subject=_("Everything of %(name)s lies ready") % said,
                body=_(
                    "An owner asked for everything of %(name)s as one file. It lies ready for seven days, for owners who prove anew who "
                    "they are:\n%(link)s\n\nIf nobody of you asked for it, somebody else has an owner's sign-in: change the "
                    "passwords, and look into the record of what was done.\n"
                )
                % said,
                from_email=formataddr((said["name"], where.sender)),
                to=[address],
                headers={"Auto-Submitted": "auto-generated"},
            )
        )
    return found
