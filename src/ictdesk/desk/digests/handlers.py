"""Reacts to events: what is for a member waits for their next digest."""

from ictdesk.desk.digests import gathering
from ictdesk.kernel.events.cursor import Seen
from ictdesk.kernel.events.readers import reader


@reader("digests")
def gather(events: list[Seen]) -> None:
    """Keeps what members want to be mailed of."""
    gathering.gather(events)
