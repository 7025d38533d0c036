"""Jobs of this room: new lines go into the bucket, if there is one."""

from uuid import UUID

from django.conf import settings

from ictdesk.kernel.jobs import job, periodic
from ictdesk.privacy.ledger import sending


@job("ledger.send", own_scope=True)
def send(workspace_id: str) -> None:
    """Again is harmless; a bucket that cannot be reached is tried again."""
    sending.send(UUID(workspace_id))


if settings.ICTDESK_LEDGER_BUCKET:
    periodic("ledger.send", seconds=300)
