"""Move a status up in its category."""

from ictdesk.desk.workspaces import rules, states
from ictdesk.desk.workspaces.models import Status
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo
from ictdesk.kernel.events import bus


@command(allow=rules.can_manage)
def move_status(*, actor: Actor, status: Status) -> Status:
    """Moves it before the one above; the first of a category is what solving, reopening and snoozing set.

    Raises `AlreadySo` for the first, `NotFound`.
    """
    ordered = states.lock()
    fresh: Status = Status.objects.find(id=status.id)
    at = [one.id for one in ordered].index(fresh.id)
    above = [place for place in range(at) if ordered[place].category == fresh.category]
    if not above:
        raise AlreadySo
    ordered.insert(above[-1], ordered.pop(at))
    for position, one in enumerate(ordered):
        Status.objects.filter(id=one.id).exclude(position=position).update(position=position)
    record(actor, "status.move", "status", fresh.id)
    bus.setup_after_commit()
    return Status.objects.find(id=fresh.id)  # type: ignore[no-any-return]
