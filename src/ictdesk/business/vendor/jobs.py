"""Jobs of this room."""

from uuid import UUID

from ictdesk.business.vendor import forwarding
from ictdesk.kernel.ids import parse_id
from ictdesk.kernel.jobs import job


@job("vendor.forward", own_scope=True)
def forward(workspace_id: str, case: str, to: str) -> None:
    """Passes a case on to the controller."""
    forwarding.forward(UUID(workspace_id), parse_id(case), parse_id(to))
