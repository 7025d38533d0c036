"""Sets the workspace's switches to what its register says."""

from datetime import UTC, datetime, time

from ictdesk.desk.workspaces.models import Workspace
from ictdesk.kernel.tenancy import current_scope, current_workspace
from ictdesk.trust.records import shipped
from ictdesk.trust.records.models import InterestAssessment, ProcessingRecord


def switch_all() -> None:
    """After a change, in its transaction: from the next step on what is off does not run."""
    now = {one.key: one for one in ProcessingRecord.objects.order_by("version")}
    approved = {one.key: one for one in InterestAssessment.objects.filter(state="approved")}
    switches: dict[str, bool | str] = {}
    for one in shipped.SHIPPED:
        said = now.get(one.key)
        if one.switch is None or said is None:
            continue
        if not said.on:
            switches[one.switch] = False
        elif said.basis == "interest":
            switches[one.switch] = _until(approved.get(one.key))
    Workspace.objects.filter(id=current_workspace()).update(purposes=switches)
    current_scope().purposes = switches


def _until(row: InterestAssessment | None) -> bool | str:
    """What rests on an assessment runs as long as it holds."""
    if row is None or row.expires_on is None:
        return False
    return datetime.combine(row.expires_on, time(), UTC).isoformat()
