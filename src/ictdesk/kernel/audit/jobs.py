"""The log goes on by itself: places at once, a promise each hour, a look through everything each day."""

from uuid import UUID

from ictdesk.kernel.audit import checkpoints, log, public
from ictdesk.kernel.audit.models import AuditCheckpoint
from ictdesk.kernel.jobs import job, periodic
from ictdesk.kernel.tenancy import workspace_scope

SEQUENCE, CHECKPOINT, LOOK = "audit.sequence", "audit.checkpoint", "audit.look"
AGAIN = 3
"""So many of the newest checkpoints are looked for in the public log."""


@job(SEQUENCE)
def run_sequence() -> None:
    log.sequence()


@job(CHECKPOINT, own_scope=True)
def run_checkpoint(workspace_id: str) -> None:
    """Signs, and once that is committed adds it to the public log; one that a crash kept from it follows now."""
    with workspace_scope(UUID(workspace_id)):
        checkpoints.make()
    with workspace_scope(UUID(workspace_id)):
        fresh = list(AuditCheckpoint.objects.order_by("-size").values_list("note", flat=True)[:AGAIN])
    for note in reversed(fresh):
        public.take_in(note)


@job(LOOK)
def run_look() -> None:
    """Finds what became visible later than anybody would think."""
    log.sequence(everything=True)


periodic(SEQUENCE, seconds=60)
periodic(CHECKPOINT, seconds=3600)
periodic(LOOK, seconds=86400)
