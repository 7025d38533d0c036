"""Takes a hold to change it."""

from ictdesk.kernel.errors import Conflict
from ictdesk.privacy.holds.models import Hold


def standing(hold: Hold) -> Hold:
    """The row, locked. Raises `Conflict` when it was lifted."""
    row: Hold = Hold.objects.select_for_update().find(id=hold.id)
    if row.lifted_at is not None:
        raise Conflict("This hold was lifted.")
    return row
