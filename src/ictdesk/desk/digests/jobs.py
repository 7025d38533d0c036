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


@job("digests.tidy")
def tidy() -> None:
    """Forgets what was mailed, or could not be, a season ago."""
    posting.tidy()


periodic("digests.run_due", seconds=60)
periodic("digests.tidy", seconds=86_400)
