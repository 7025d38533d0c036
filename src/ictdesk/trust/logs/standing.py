"""Reads a hold anew, for whoever is about to alter it."""

from ictdesk.kernel.errors import Conflict
from ictdesk.trust.logs import rules
from ictdesk.trust.logs.models import LogHold


def standing(hold: LogHold) -> LogHold:
    """Locked. Raises `NotFound` outside the vendor's workspace, `Conflict` when it has ended."""
    rules.must_be_vendors()
    row: LogHold = LogHold.objects.select_for_update().find(id=hold.id)
    if row.ended_at is not None:
        raise Conflict("This hold has ended, and its copy is destroyed.")
    return row
