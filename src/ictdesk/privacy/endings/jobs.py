"""Jobs of this room: an end begins on its day, and goes on until it is certified."""

from uuid import UUID

from ictdesk.kernel.jobs import job, periodic
from ictdesk.privacy.endings import running


@job("endings.run", own_scope=True)
def run(workspace_id: str) -> None:
    """Brings the end of one workspace as far as it gets."""
    running.finish(UUID(workspace_id))


@job("endings.go_on")
def go_on() -> None:
    """Looks whether the day has come, or whether a worker died on the way."""
    running.go_on()


periodic("endings.go_on", seconds=60, to_the_end=True)
