"""Jobs of the API."""

from ictdesk.kernel.jobs import job, periodic
from ictdesk.surfaces.api import idempotency, limits


@job("api.drop_answers")
def drop_answers() -> None:
    """Drops the answers that are kept for repeated requests, and the counts of callers, when their day is over."""
    idempotency.drop_expired()
    limits.drop_old()


periodic("api.drop_answers", seconds=3600)
