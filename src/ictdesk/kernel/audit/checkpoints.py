"""Checkpoints of a workspace's log: made each hour in which something was done, and kept."""

from urllib.parse import urlsplit

from django.conf import settings

from ictdesk.kernel import clock
from ictdesk.kernel.audit import log, notes
from ictdesk.kernel.audit.models import AuditCheckpoint
from ictdesk.kernel.tenancy import current_scope


class Altered(Exception):
    """The log is no longer what was promised about it: nothing more is signed."""


def origin() -> str:
    """The name of the log of the workspace in scope: where it is kept, and whose it is."""
    return f"{host()}/audit/{current_scope().workspace}"


def host() -> str:
    return str(urlsplit(settings.ICTDESK_BASE_URL).netloc)


def make() -> AuditCheckpoint:
    """Signs what the log is now; the same one again while nothing was added. Raises `Altered`."""
    size = log.sequence()
    found: AuditCheckpoint | None = AuditCheckpoint.objects.filter(size=size).first()
    if found:
        return found
    before = newest()
    if before and log.root(before.size) != bytes(before.root):
        raise Altered
    root = log.root(size)
    note = notes.signed(notes.Checkpoint(origin(), size, root))
    made: AuditCheckpoint = AuditCheckpoint.objects.create(at=clock.now(), size=size, root=root, note=note)
    return made


def newest() -> AuditCheckpoint | None:
    found: AuditCheckpoint | None = AuditCheckpoint.objects.order_by("-size").first()
    return found
