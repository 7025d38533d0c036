"""The log goes on by itself: places at once, a promise each hour, a look through everything each day."""

from ictdesk.kernel.audit import checkpoints, log
from ictdesk.kernel.jobs import job, periodic

SEQUENCE, CHECKPOINT, LOOK = "audit.sequence", "audit.checkpoint", "audit.look"


@job(SEQUENCE)
def run_sequence() -> None:
    log.sequence()


@job(CHECKPOINT)
def run_checkpoint() -> None:
    checkpoints.make()


@job(LOOK)
def run_look() -> None:
    """Finds what became visible later than anybody would think."""
    log.sequence(everything=True)


periodic(SEQUENCE, seconds=60)
periodic(CHECKPOINT, seconds=3600)
periodic(LOOK, seconds=86400)
