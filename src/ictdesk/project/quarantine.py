"""A database that is behind its ledger of rights, or beside keys that are not its own, serves nobody.

Behind means that older data was restored over what was done since.

Web requests are answered 503, jobs wait, mail is told to come later; each looks again every other second, so that
`ictdesk restore --replay` opens the desk without a restart.
"""

import socket
import threading
import time

from django.db import connections

from ictdesk.project.supervisor import say

LOOK_EVERY = 2.0
LATER = b"421 4.3.2 This desk takes no mail right now. Try again later.\r\n"
PAGE = (
    b"This desk is in quarantine: after a restore its data, its keys and what was done about people's rights do not fit "
    b"together yet. Please come back later.\n"
)
HINT = "the desk is in quarantine until `ictdesk restore --replay` has run"
NO_KEYS = "The keys do not fit the data, so nothing is served: restore both from one copy"


def reason() -> str:
    """Why nothing may be served; empty when all is well."""
    from ictdesk.kernel.bucket import NotReached  # noqa: PLC0415 - needs the app registry
    from ictdesk.kernel.vault import cells, fitting  # noqa: PLC0415 - needs the app registry
    from ictdesk.privacy.ledger import gate  # noqa: PLC0415 - needs the app registry
    from ictdesk.privacy.ledger.entries import BadLedger  # noqa: PLC0415 - needs the app registry

    if found := cells.wrong():
        return found
    if found := fitting.misfit():
        return f"{NO_KEYS}. {found}"
    try:
        return "; ".join(str(gap) for gap in gate.gaps())
    except (BadLedger, NotReached) as error:
        return str(error)


def wait(listener: socket.socket | None = None) -> None:
    """Returns when the ledger was replayed; meanwhile whoever connects to `listener` is sent away."""
    told = False
    while why := reason():
        if not told:
            say(f"{HINT}: {why}")
            told = True
        connections.close_all()
        _send_away(listener) if listener else time.sleep(LOOK_EVERY)


def _send_away(listener: socket.socket) -> None:
    until = time.monotonic() + LOOK_EVERY
    while (left := until - time.monotonic()) > 0:
        listener.settimeout(left)
        try:
            caller, _address = listener.accept()
        except TimeoutError:
            break
        with caller:
            caller.settimeout(LOOK_EVERY)
            try:
                caller.sendall(LATER)
            except OSError:
                continue
    listener.settimeout(None)


class Door:
    """What the web asks before each request. Closed until somebody has looked."""

    def __init__(self) -> None:
        self.open = False

    def look(self) -> None:
        """Looks once; if it stays closed, a thread goes on looking."""
        self.open = not reason()
        if not self.open:
            say(HINT)
            threading.Thread(target=self._wait, daemon=True).start()

    def _wait(self) -> None:
        while not self.open:
            time.sleep(LOOK_EVERY)
            try:
                self.open = not reason()
            finally:
                connections.close_all()
