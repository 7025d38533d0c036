"""Numbers of tickets: each workspace counts its own, so that a number tells nothing of anybody else."""

from ictdesk.desk.conversations.reading import fetch
from ictdesk.kernel.ids import new_id
from ictdesk.kernel.tenancy import current_workspace

NEXT = """
insert into ticket_counter (id, workspace_id, last) values (%(id)s, %(workspace)s, %(count)s)
on conflict (workspace_id) do update set last = ticket_counter.last + %(count)s returning last
"""


def next_number() -> int:
    """The next number. Others of the workspace who want one wait until this transaction has ended."""
    return next_numbers(1)


def next_numbers(count: int) -> int:
    """The same for many at once: the last of them."""
    return int(fetch(NEXT, {"id": new_id(), "workspace": current_workspace(), "count": count})[0][0])
