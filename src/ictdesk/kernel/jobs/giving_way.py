"""Work that nobody waits for gives way to chat: the worker runs at a lower priority, and so does what the database does for it.

Long runs (retention, imports, archives) otherwise take their turn with the gateway on every processor, a few milliseconds each time, which a message on
its way waits for. Measured in docs/performance.md.
"""

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.db.backends.signals import connection_created

NICE = 10
"""Of -20 to 19: a tenth of the processor while somebody else wants it, all of it otherwise."""


def give_way() -> None:
    """Lowers this process for good, with each database process that serves it from now on, where that is on this machine."""
    _lower(0)
    connection_created.connect(lower_its_server, dispatch_uid="ictdesk-giving-way")


def lower_its_server(connection: Any, **_more: Any) -> None:
    """A server behind a socket in the file system may be on this machine; its process is asked for its name before it is touched."""
    info = connection.connection.info
    if not info.host.startswith("/"):
        return
    pid = info.backend_pid
    with suppress(OSError):  # of another user, or in another container
        if Path(f"/proc/{pid}/comm").read_text(encoding="ascii").strip() == "postgres":
            _lower(pid)


def _lower(pid: int) -> None:
    """0: oneself. Who was lowered further already stays there: the way back is not everybody's to take."""
    if os.getpriority(os.PRIO_PROCESS, pid) < NICE:
        os.setpriority(os.PRIO_PROCESS, pid, NICE)
