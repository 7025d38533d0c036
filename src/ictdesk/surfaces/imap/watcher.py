"""A thread for each mailbox: waits with IDLE where the server offers it, else asks every minute.

It runs beside the jobs in `ictdesk work`. Two of them read a mailbox twice as often, and nothing twice.
"""

import logging
import threading
import time
from uuid import UUID

from django.db import DatabaseError, close_old_connections, connections

from ictdesk.desk.mailboxes import accounts, connection, reading
from ictdesk.desk.mailboxes.problems import Problem
from ictdesk.kernel.errors import DomainError
from ictdesk.kernel.tenancy.models import WorkspaceEntry

log = logging.getLogger(__name__)

LOOK_EVERY = 15.0
READ_EVERY = 60.0
FIRST_PAUSE, LONGEST_PAUSE = 2.0, 1800.0
LONGEST_SIGN_IN = 120.0
NEEDS_A_PERSON = {"login", "token"}
MOST = 200


class Watcher:
    """Starts a thread for each mailbox that is there, and one that looks for new ones."""

    def __init__(self, *, look_every: float = LOOK_EVERY, read_every: float = READ_EVERY) -> None:
        self._look_every, self._read_every = look_every, read_every
        self._stop = threading.Event()
        self._watched: dict[UUID, threading.Thread] = {}

    def start(self) -> None:
        threading.Thread(target=self._look, name="mailboxes", daemon=True).start()

    def stop(self) -> None:
        self._stop.set()
        for thread in list(self._watched.values()):
            thread.join(connection.SECONDS)

    def _look(self) -> None:
        while not self._stop.is_set():
            try:
                self._start_new()
            except (DatabaseError, DomainError):
                log.warning("mailboxes.database_away")
            finally:
                connections.close_all()
            self._stop.wait(self._look_every)

    def _start_new(self) -> None:
        close_old_connections()
        for workspace in WorkspaceEntry.objects.values_list("id", flat=True):
            for id_ in accounts.active_in(workspace):
                known = self._watched.get(id_)
                if known is not None and known.is_alive():
                    continue
                if sum(thread.is_alive() for thread in self._watched.values()) >= MOST:
                    log.warning("mailboxes.too_many")
                    return
                thread = threading.Thread(target=self._watch, args=(workspace, id_), daemon=True)
                self._watched[id_] = thread
                thread.start()

    def _watch(self, workspace: UUID, id_: UUID) -> None:
        """Until it is gone or switched off; after a failure with growing pauses."""
        pause = FIRST_PAUSE
        while not self._stop.is_set():
            began = time.monotonic()
            try:
                if not self._session(workspace, id_):
                    return
            except (Problem, DatabaseError, DomainError, *connection.BROKEN) as error:
                code = getattr(error, "code", type(error).__name__)
                log.warning("mailbox.failed", extra={"mailbox": str(id_), "code": code})
                if time.monotonic() - began > LONGEST_SIGN_IN:
                    pause = FIRST_PAUSE  # it went well until now
                elif code in NEEDS_A_PERSON:
                    pause = max(pause, self._read_every)  # no lock for too many wrong passwords
                self._stop.wait(pause)
                pause = min(2 * pause, LONGEST_PAUSE)
            finally:
                connections.close_all()

    def _session(self, workspace: UUID, id_: UUID) -> bool:
        """One connection; whether the mailbox is still to be read."""
        account = accounts.load(workspace, id_)
        if account is None:
            return False
        client = reading.open_(account)
        try:
            while not self._stop.is_set():
                account = accounts.load(workspace, id_)
                if account is None:
                    return False
                taken = reading.take(client, account)
                connections.close_all()
                if taken.new < reading.MOST_AT_ONCE:
                    self._wait(client, taken.lying)
        finally:
            reading.leave(client)
        return True

    def _wait(self, client: connection.Client, known: int) -> None:
        if client.has_capability("IDLE"):
            client.wait(self._read_every, known=known)
        else:
            self._stop.wait(self._read_every)
            client.noop()
