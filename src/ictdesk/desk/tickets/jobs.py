"""Jobs of this room."""

from ictdesk.desk.tickets import clocks, commands
from ictdesk.kernel.actor import System
from ictdesk.kernel.ids import parse_id
from ictdesk.kernel.jobs import defer, job, periodic

US = System("tickets.jobs")


@job("tickets.watch")
def watch() -> None:
    """Warns of what is due soon and notes what is late."""
    commands.watch(actor=US)


@job("tickets.reckon_all")
def reckon_all(after: str = "") -> None:
    """Works out all due times anew, some at a time, since a promise or the hours have changed."""
    last = clocks.reckon_some(parse_id(after) if after else None)
    if last:
        defer("tickets.reckon_all", after=last)


periodic("tickets.watch", seconds=30)
