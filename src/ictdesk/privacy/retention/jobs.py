"""Jobs of this room: every class is gone over several times a day."""

from uuid import UUID

from ictdesk.kernel import retention
from ictdesk.kernel.jobs import job, periodic
from ictdesk.privacy.retention import running

EVERY = "retention.run"


@job(EVERY, own_scope=True)
def run(workspace_id: str) -> None:
    """One class after the other; what a class could not do holds up no other, and is tried again with the job."""
    failed: Exception | None = None
    for one in retention.classes():
        try:
            running.run(UUID(workspace_id), one.key)
        except Exception as error:  # noqa: BLE001 - raised below
            failed = error
    if failed:
        raise failed


periodic(EVERY, seconds=6 * 3600)
