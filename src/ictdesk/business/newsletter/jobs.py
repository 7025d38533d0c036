"""Jobs of this room: what is on its way goes on, a hundred a minute."""

from uuid import UUID

from ictdesk.business.newsletter import sending
from ictdesk.business.newsletter.models import Campaign
from ictdesk.kernel.ids import parse_id
from ictdesk.kernel.jobs import job, periodic
from ictdesk.kernel.tenancy import workspace_scope


@job("newsletter.send", own_scope=True)
def send(workspace_id: str, campaign: str) -> None:
    """The first ones, at once."""
    sending.send_some(UUID(workspace_id), parse_id(campaign))


@job("newsletter.go_on", own_scope=True)
def go_on(workspace_id: str) -> None:
    """The next ones of whatever is under way."""
    with workspace_scope(UUID(workspace_id)):
        under_way = Campaign.objects.filter(begun_at__isnull=False, done_at=None).order_by("id")
        ids = list(under_way.values_list("id", flat=True)[:5])
    for one in ids:
        sending.send_some(UUID(workspace_id), one)


periodic("newsletter.go_on", seconds=60)
