"""Every hour: what an investigation needs is copied, then every day that has had its time goes, then somebody looks.

Copying fails without keeping anything longer: the day goes all the same.
"""

import logging
from datetime import UTC, datetime, time
from uuid import UUID

from django.conf import settings

from ictdesk.kernel.actor import System
from ictdesk.kernel.audit.models import AuditRecord
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.jobs import job, periodic
from ictdesk.kernel.logs import days, stream
from ictdesk.kernel.logs.files import drop_server_logs
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import CONTROLLER, WorkspaceEntry
from ictdesk.trust.logs import copying, ending, probing
from ictdesk.trust.logs.models import LogHold

log = logging.getLogger(__name__)

US = System("logs")
EVERY = "logs.keep_time"


@job(EVERY, own_scope=True)
def keep_time(workspace_id: str) -> None:
    """In the vendor's workspace alone, or in all where there is none: the log is one for the installation."""
    workspace = UUID(workspace_id)
    vendor = WorkspaceEntry.objects.filter(role=CONTROLLER).first()
    if vendor is None:
        _drop()
    elif vendor.id == workspace:
        try:
            with workspace_scope(workspace):
                keep_holds()
        finally:
            gone = _drop()
        with workspace_scope(workspace):
            look(gone)


def keep_holds() -> None:
    """Copies for those that stand, and ends those whose day has come."""
    for hold in LogHold.objects.filter(ended_at=None).order_by("id"):
        if hold.ends_on <= days.today():
            ending.end(hold, US)
        elif hold.approved_at is not None:
            copying.copy(hold)


def look(gone: int) -> None:
    """Once a day, and whenever a day went: on record, and a warning for what is late."""
    found = probing.probe()
    if found.late or found.talkative:
        log.error("logs.not_as_promised", extra={"count": len(found.late) + len(found.talkative)})
    today = datetime.combine(days.today(), time.min, UTC)
    if not gone and AuditRecord.objects.filter(action="log.probed", at__gte=today).exists():
        return
    facts = {"days": found.count, "oldest": found.age, "late": len(found.late), "gone": gone}
    record(US, "log.probed", "log", None, talkative=len(found.talkative), **facts)


def _drop() -> int:
    """How many days went, of the database and of files."""
    oldest, data = days.oldest_allowed(), settings.ICTDESK_DATA
    gone = [days.drop_old(), stream.files(data).drop_before(oldest)]
    return len({*sum(gone, drop_server_logs(data / "postgres" / "log", oldest))})


periodic(EVERY, seconds=3600)
