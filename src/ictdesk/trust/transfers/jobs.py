"""Jobs of this room: facts are compared with what was signed, and the lead hears what waits."""

from datetime import timedelta
from uuid import UUID

from ictdesk.kernel import clock
from ictdesk.kernel.egress import EgressRefused
from ictdesk.kernel.jobs import job, periodic
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import CONTROLLER, WorkspaceEntry
from ictdesk.trust.transfers import letters, register, standing
from ictdesk.trust.transfers.models import AdequacyEnd, TransferAssessment
from ictdesk.trust.transfers.register import Transfer

AGAIN = timedelta(days=7)
AHEAD = timedelta(days=30)


@job("abroad.tell", own_scope=True)
def tell(workspace_id: str) -> None:
    """In the vendor's workspace: opens what a changed fact or the calendar opens, and mails what waits, once a week for each."""
    if not WorkspaceEntry.objects.filter(id=UUID(workspace_id), role=CONTROLLER).exists():
        return
    standing.reopen(register.transfers())
    today = clock.now().date()
    due = [one for one in register.transfers(today) if _is_due(one)]
    ended = AdequacyEnd.objects.filter(told_on=None).update(told_on=today)
    if not due or not (ended or any(one.assessment and _untold(one.assessment) for one in due)):
        return
    told = [one.assessment.id for one in due if one.assessment]
    TransferAssessment.objects.filter(id__in=told).update(told_on=today)
    with workspace_scope(UUID(workspace_id)):
        try:
            mail = letters.to_do(due)
        except EgressRefused:
            return
    if mail:
        mail.send()


def _is_due(one: Transfer) -> bool:
    """Whether it waits for somebody, or will within a month."""
    ahead = one.assessment and one.assessment.review_on and one.assessment.review_on <= one.today + AHEAD
    return one.state != "stands" or bool(ahead)


def _untold(row: TransferAssessment) -> bool:
    return row.told_on is None or row.told_on + AGAIN <= clock.now().date()


periodic("abroad.tell", seconds=24 * 3600)
