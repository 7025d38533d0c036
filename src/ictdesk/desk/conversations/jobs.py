"""Jobs of this room."""

from ictdesk.desk.conversations import choosing, commands, search
from ictdesk.kernel.actor import System
from ictdesk.kernel.blobs import sweeping
from ictdesk.kernel.jobs import job, periodic

US = System("conversations.jobs")


@job("conversations.rebuild_search")
def rebuild_search() -> None:
    """Fills the workspace's token table anew."""
    search.rebuild()


@job("conversations.mend_search")
def mend_search() -> None:
    """Fills the token table anew when a crash or a restore has emptied it."""
    if search.is_lost():
        search.rebuild()


@job("conversations.drop_unreferenced")
def drop_unreferenced() -> None:
    """Drops the files to which no message has referred for a day."""
    commands.drop_unreferenced(actor=US)


@job("conversations.sweep_files")
def sweep_files() -> None:
    """Deletes the sealed files that no row knows."""
    sweeping.sweep()


@job("conversations.find_choices")
def find_choices() -> None:
    """Makes values with choices found that were written before they could be."""
    choosing.catch_up()


@job("conversations.wake")
def wake() -> None:
    """Opens the conversations whose time of sleep is over."""
    commands.wake(actor=US)


@job("conversations.send_scheduled")
def send_scheduled() -> None:
    """Sends the answers whose time has come."""
    commands.send_scheduled(actor=US)


periodic("conversations.send_scheduled", seconds=10)
periodic("conversations.drop_unreferenced", seconds=3600)
periodic("conversations.sweep_files", seconds=86_400)
periodic("conversations.mend_search", seconds=60)
periodic("conversations.find_choices", seconds=600)
periodic("conversations.wake", seconds=30)
