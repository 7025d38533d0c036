"""Give a status other words."""

from ictdesk.desk.workspaces import rules, states
from ictdesk.desk.workspaces.models import Status
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo
from ictdesk.kernel.events import bus


@command(allow=rules.can_manage)
def change_status(*, actor: Actor, status: Status, name: str, public_label: str) -> Status:
    """Sets both words; the category of a status never changes, since conversations are counted by it.

    Raises `AlreadySo`, `Invalid`, and `Conflict` when the name is taken.
    """
    fresh: Status = Status.objects.select_for_update().find(id=status.id)
    former = (fresh.name, fresh.public_label)
    states.named(fresh, name, public_label)
    if former == (fresh.name, fresh.public_label):
        raise AlreadySo
    fresh.save(update_fields=["name", "public_label"])
    record(actor, "status.change", "status", fresh.id)
    bus.setup_after_commit()
    return fresh
