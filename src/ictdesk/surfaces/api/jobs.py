"""Jobs of the API."""

from ictdesk.kernel.jobs import job, periodic
from ictdesk.surfaces.api import idempotency


@job("api.drop_answers")
def drop_answers() -> None:
    """Drops the answers that are kept for repeated requests when their day is over."""
    idempotency.drop_expired()


periodic("api.drop_answers", seconds=3600)
