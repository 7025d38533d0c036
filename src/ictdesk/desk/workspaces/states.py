"""What must stay true of a workspace's statuses: fixed categories, each with at least one."""

from ictdesk.desk.workspaces.models import Status
from ictdesk.desk.workspaces.words import clean_word
from ictdesk.kernel.errors import Conflict

CATEGORIES = ("open", "waiting", "snoozed", "solved")


def named(status: Status, name: str, public_label: str) -> Status:
    """The status with these words, not saved. Raises `Invalid`, and `Conflict` when the name is taken."""
    status.name = clean_word(name, 40, "A status' name")
    status.public_label = clean_word(public_label, 40, "What visitors see")
    if Status.objects.filter(name=status.name).exclude(id=status.id).exists():
        raise Conflict("There is a status of this name.")
    return status


def lock() -> list[Status]:
    """All of them in their order, locked."""
    return list(Status.objects.select_for_update().order_by("position", "id"))
