"""Jobs of this room."""

from uuid import UUID

from ictdesk.desk.digests import posting
from ictdesk.kernel.ids import parse_id
from ictdesk.kernel.jobs import job, periodic


@job("digests.send", own_scope=True)
def send(workspace_id: str, digest: str) -> None:
    """Mails a digest."""
    posting.send(UUID(workspace_id), parse_id(digest))


@job("digests.run_due")
def run_due() -> None:
    """Sends the digests whose hour has come."""
    posting.run_due()


periodic("digests.run_due", seconds=60)
