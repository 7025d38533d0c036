"""Jobs of the vendor's workspace: counting in each of the others, bringing notices, going after those that nobody answered."""

import logging
from uuid import UUID

from ictdesk.kernel import clock
from ictdesk.kernel.errors import NotFound
from ictdesk.kernel.ids import parse_id
from ictdesk.kernel.jobs import job, periodic
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import CANARY, CONTROLLER, WorkspaceEntry
from ictdesk.privacy.erasure.certificate import map_hash
from ictdesk.trust.breaches import counting, exposure, letters, telling
from ictdesk.trust.breaches.models import BreachCount, BreachIncident, BreachNotice, SecurityContact

log = logging.getLogger(__name__)


@job("breaches.count", own_scope=True)
def count(workspace_id: str, incident: str) -> None:
    """Counts every exposure of an incident, in each workspace by itself. One that nothing reaches is named nowhere."""
    row = BreachIncident.objects.filter(id=parse_id(incident)).first()
    if row is None or not _of_vendor(workspace_id):
        return
    said = [exposure.read(one) for one in row.exposures]
    for entry in WorkspaceEntry.objects.exclude(state="ended").exclude(role=CANARY).order_by("id"):
        here = [one for one in said if not one.workspaces or entry.slug in one.workspaces]
        if not here:
            continue
        try:
            with workspace_scope(entry.id):
                found = counting.count(here)
        except NotFound:  # it has ended meanwhile
            continue
        keep(row, entry.id, found)
    BreachIncident.objects.filter(id=row.id).update(counted_at=clock.now())


def keep(row: BreachIncident, workspace: UUID, found: counting.Counted) -> None:
    """As it is now. A workspace that was named by hand stays named, also with nothing found."""
    rows = BreachCount.objects.filter(incident=row, workspace_id=workspace)
    told = BreachNotice.objects.filter(incident=row, workspace_id=workspace).exists()
    if not found.records_high and not told:  # who was told hears that it comes to nothing
        rows.exclude(counted_at=None).delete()
        return
    numbers = {name: getattr(found, name) for name in found.__slots__}
    more = {"method": counting.METHOD, "data_map": map_hash(), "counted_at": clock.now()}
    BreachCount.objects.update_or_create(incident=row, workspace_id=workspace, defaults=numbers | more)


@job("breaches.tell", own_scope=True)
def tell(workspace_id: str) -> None:
    """Sends what was frozen."""
    if _of_vendor(workspace_id):
        telling.send_waiting(UUID(workspace_id))


@job("breaches.ask_contact", own_scope=True)
def ask_contact(workspace_id: str, contact: str) -> None:
    """Mails the link that makes an address a security contact."""
    with workspace_scope(UUID(workspace_id)):
        row = SecurityContact.objects.filter(id=parse_id(contact), verified_at=None).first()
        mail = letters.verify(row) if row else None
    if mail:
        mail.send()


@job("breaches.watch", own_scope=True)
def watch(workspace_id: str) -> None:
    """Sends what a lost job left, says that time runs out, and escalates what nobody acknowledged."""
    if not _of_vendor(workspace_id):
        return
    telling.send_waiting(UUID(workspace_id))
    telling.hurry(UUID(workspace_id))
    late = telling.escalate(UUID(workspace_id))
    if late:
        log.warning("breaches.overdue", extra={"count": late})


def _of_vendor(workspace_id: str) -> bool:
    return WorkspaceEntry.objects.filter(id=UUID(workspace_id), role=CONTROLLER).exists()


periodic("breaches.watch", seconds=900)
