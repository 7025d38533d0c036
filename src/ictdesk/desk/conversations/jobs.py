"""Jobs of this room."""

from ictdesk.desk.conversations import search
from ictdesk.kernel.jobs import job


@job("conversations.rebuild_search")
def rebuild_search() -> None:
    """Fills the workspace's token table anew."""
    search.rebuild()
