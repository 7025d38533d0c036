"""Jobs of this room: a run goes on, and those that wait are looked at again."""

from uuid import UUID

from ictdesk.kernel.ids import parse_id
from ictdesk.kernel.jobs import job, periodic
from ictdesk.privacy.erasure import running
from ictdesk.privacy.erasure.models import ErasureRun


@job("erasure.run", own_scope=True)
def run(workspace_id: str, run: str) -> None:
    """Brings one run as far as it gets."""
    running.finish(UUID(workspace_id), parse_id(run))


@job("erasure.go_on")
def go_on() -> None:
    """Enqueues every run that is not done: its worker died, a hold may have ended, or its waiting is over."""
    for open_one in ErasureRun.objects.exclude(state="done").values_list("id", flat=True):
        running.go_on(open_one)


periodic("erasure.go_on", seconds=60)
