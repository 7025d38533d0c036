"""Make a status."""

from ictdesk.desk.workspaces import rules, states
from ictdesk.desk.workspaces.models import Status
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Invalid
from ictdesk.kernel.events import bus


@command(allow=rules.can_manage)
def make_status(*, actor: Actor, name: str, category: str, public_label: str) -> Status:
    """Makes the last status of a category. Raises `Invalid`, and `Conflict` when the name is taken."""
    if category not in states.CATEGORIES:
        raise Invalid(f"A status belongs to one of {', '.join(states.CATEGORIES)}.")
    position = max((one.position for one in states.lock()), default=-1) + 1
    status = states.named(Status(category=category, position=position), name, public_label)
    status.save()
    record(actor, "status.make", "status", status.id, category=category)
    bus.setup_after_commit()
    return status
