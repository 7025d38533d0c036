"""Reacts to events: due times follow what happens to a ticket."""

from ictdesk.desk.tickets import clocks
from ictdesk.kernel.events.cursor import Seen
from ictdesk.kernel.events.readers import reader

MOVES = frozenset({"message_appended", "conversation_changed", "ticket_made"})


@reader("clocks")
def reckon(events: list[Seen]) -> None:
    """Works out the due times of every ticket to which something happened."""
    ids = {event.conversation_id for event in events if event.kind in MOVES and event.conversation_id}
    if ids:
        clocks.reckon(sorted(ids))
