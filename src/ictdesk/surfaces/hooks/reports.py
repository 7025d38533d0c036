"""What providers bring: a mail for addresses of ours, and what became of a mail that went out.

A report counts under the address that its mail went out from, and under no other.
"""

from collections.abc import Iterable

from ictdesk.desk.mail import addresses, commands
from ictdesk.kernel.actor import System
from ictdesk.kernel.errors import Ending, NotFound
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.surfaces.smtp import intake, recipients

US = System("hooks")


def deliver(to: Iterable[str], raw: bytes, envelope_from: str) -> None:
    """Stores it for those whom we know. Raises `NotFound` when that is nobody."""
    known = [one for one in to if _is_known(one)]
    if not known:
        raise NotFound
    intake.store(known, raw, envelope_from)


def _is_known(address: str) -> bool:
    try:
        recipients.find(address)
    except (Ending, NotFound):
        return False
    return True


def note(bounce: str, what: str, *, for_good: bool) -> None:
    """Raises `NotFound` for an address that was never ours."""
    local, _at, host = bounce.rpartition("@")
    slug = addresses.slug_of(host)
    if not slug:
        raise NotFound
    with workspace_scope(WorkspaceEntry.find(slug=slug).id):
        sent = addresses.mail_of(local) or addresses.transcript_of(local)
        if sent is None:
            raise NotFound
        commands.note_report(actor=US, sent=sent, what=what, for_good=for_good)
