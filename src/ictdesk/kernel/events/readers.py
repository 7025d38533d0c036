"""Readers in the background: each reads a workspace's stream in order and remembers how far it came.

A room registers a reader in its `handlers.py`. The worker runs it whenever the workspace has news, in
batches; the batch and the new position are one transaction, so that nothing is handled twice or lost.
"""

from collections.abc import Callable

from django.db import connections

from ictdesk.kernel.events import bus
from ictdesk.kernel.events.cursor import READ, Place, Seen
from ictdesk.kernel.events.models import Position
from ictdesk.kernel.tenancy import current_scope, workspace_scope

type Handler = Callable[[list[Seen]], None]

READERS: dict[str, Handler] = {}
BATCH = 500


def reader(name: str) -> Callable[[Handler], Handler]:
    """Registers a function that is given settled events, oldest first, with the workspace in scope."""

    def register(handler: Handler) -> Handler:
        if name in READERS:
            raise ValueError(f"two readers are named {name}")
        READERS[name] = handler
        return handler

    return register


def run(name: str) -> int:
    """Reads everything new for the workspace in scope; returns how many events it handled."""
    workspace, total = current_scope().workspace, 0
    while True:
        with workspace_scope(workspace):
            handled = _one_batch(name)
        total += handled
        if handled < BATCH:
            return total


def _one_batch(name: str) -> int:
    position = Position.objects.select_for_update().filter(reader=name).first() or Position(
        reader=name, xid=0, event_id=Place().id
    )
    found = read(Place(position.xid, position.event_id), BATCH)
    events = [event for event in found if event.settled]
    if len(events) < len(found):
        bus.wake_after_commit()  # a slow transaction is under way: this must run again
    if events:
        READERS[name](events)
        position.xid, position.event_id = events[-1].xid, events[-1].id
        position.save()
    return len(events)


def read(after: Place, limit: int) -> list[Seen]:
    """The events after a place, in the scope's workspace, settled ones first."""
    with connections[current_scope().alias].cursor() as cursor:
        cursor.execute(READ, {"xid": after.xid, "id": after.id, "limit": limit})
        return [Seen.from_row(row) for row in cursor.fetchall()]
