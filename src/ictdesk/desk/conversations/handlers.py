"""Reacts to events: keeps the search words up to date."""

from ictdesk.desk.conversations import search
from ictdesk.kernel.events.cursor import Seen
from ictdesk.kernel.events.readers import reader

TEXT_CHANGED = frozenset({"message_appended", "message_edited", "message_deleted"})


@reader("search")
def index_messages(events: list[Seen]) -> None:
    """Indexes every message whose text is new or changed."""
    ids = {event.message_id for event in events if event.kind in TEXT_CHANGED and event.message_id}
    if ids:
        search.index(sorted(ids))
