"""Jobs of this room: every class is gone over several times a day."""

from uuid import UUID

from ictdesk.kernel import retention
from ictdesk.kernel.jobs import defer, job, periodic
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.privacy.retention import running

EVERY = "retention.run"


@job(EVERY, own_scope=True)
def run(workspace_id: str) -> None:
    """One class after the other; what a class could not do holds up no other, and is tried again with the job.

    What is not done in its time goes on as a job of its own, behind those that wait.
    """
    workspace, pace, whole = UUID(workspace_id), running.Pace(), True
    failed: Exception | None = None
    for one in retention.classes():
        try:
            whole &= running.run(workspace, one.key, pace)
        except Exception as error:  # noqa: BLE001 - raised below
            failed = error
    if failed:
        raise failed
    if not whole:
        with workspace_scope(workspace):
            defer(EVERY, once=EVERY)


periodic(EVERY, seconds=6 * 3600)
