"""What the listener says on the line (RFC 5321): takes recipients and data, offers STARTTLS, relays nothing."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session
from django.db import DatabaseError, close_old_connections

from ictdesk.kernel.errors import Ending, NotFound
from ictdesk.kernel.logs import stream
from ictdesk.kernel.logs.about import About, noting
from ictdesk.surfaces.smtp import intake, recipients, vouching

log = logging.getLogger(__name__)

THREADS = 4
MOST_RECIPIENTS = 50
MOST_CONNECTIONS = 200
MOST_OF_ONE = 20
"""Connections of one address at a time."""
IDLE_SECONDS = 60.0

UNKNOWN = "550 5.1.1 Nobody here has this address"
CLOSED = "550 5.2.1 This address takes no mail any more"
LATER = "451 4.3.0 Try again later"


class Desk:
    """aiosmtpd's handler. What touches the database runs in threads of its own."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(THREADS, "smtp")

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        with noting(_whom(session)) as whom:
            return _noted(whom, "recipient", await self._recipient(envelope, address))

    async def _recipient(self, envelope: Envelope, address: str) -> str:
        if len(envelope.rcpt_tos) >= MOST_RECIPIENTS:
            return "452 4.5.3 Too many recipients"
        try:
            await self._run(lambda: recipients.find(address))
        except NotFound:
            return UNKNOWN
        except Ending:
            return CLOSED
        except DatabaseError:
            log.warning("smtp.database_away")
            return LATER
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Says yes only once everything is committed."""
        with noting(_whom(session)) as whom:
            return _noted(whom, "mail", await self._mail(session, envelope))

    async def _mail(self, session: Session, envelope: Envelope) -> str:
        raw = envelope.original_content or b""
        sender, peer = _sender(envelope), str((session.peer or ("",))[0])
        checks = await vouching.checked(raw, peer, session.host_name or "", sender)
        try:
            await self._run(lambda: intake.store(envelope.rcpt_tos, raw, sender, checks))
        except NotFound:
            return UNKNOWN  # the inbox was closed since it was named
        except Ending:
            return CLOSED
        except (DatabaseError, OSError):
            log.warning("smtp.not_stored")
            return LATER
        log.info("smtp.stored", extra={"count": len(envelope.rcpt_tos)})
        return "250 2.0.0 OK: it is stored"

    async def handle_VRFY(self, server: SMTP, session: Session, envelope: Envelope, address: str) -> str:  # noqa: N802
        return "252 2.1.5 Send mail to find out"

    async def handle_exception(self, error: Exception) -> str:
        """Whatever it was: the sender keeps the mail and comes again."""
        log.error("smtp.failed", exc_info=error)
        return LATER

    async def _run[T](self, work: Callable[[], T]) -> T:
        def run() -> T:
            close_old_connections()
            try:
                return work()
            finally:
                close_old_connections()

        here = copy_context()  # what is found out in the thread is noted of this mail
        return await asyncio.get_running_loop().run_in_executor(self._threads, lambda: here.run(run))


def _whom(session: Session) -> About:
    return About("smtp", str((session.peer or ("",))[0]))


def _noted(whom: About, event: str, answer: str) -> str:
    """The answer, which leaves a line: who came, and which code they got."""
    stream.write(whom, event, status=int(answer[:3]))
    return answer


def _sender(envelope: Envelope) -> str:
    """The envelope's sender; empty for the null sender, which aiosmtpd writes as <>."""
    sender = envelope.mail_from or ""
    return "" if sender == "<>" else sender


class Listener(SMTP):
    """One connection. Counts those that are open, all in all and by address."""

    line_length_limit = 64 * 1024
    _open: dict[str, int] = {}

    def connection_made(self, transport: Any) -> None:
        self._peer = str((transport.get_extra_info("peername") or ("local",))[0])
        first = not hasattr(self, "_counted")  # STARTTLS makes the connection a second time
        if first:
            self._counted = True
            self._open[self._peer] = self._open.get(self._peer, 0) + 1
            if sum(self._open.values()) > MOST_CONNECTIONS or self._open[self._peer] > MOST_OF_ONE:
                stream.write(About("smtp", self._peer), "refused", status=421)
                transport.write(b"421 4.7.0 Too many connections\r\n")
                transport.close()
                self._refused = True
                return
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        left = self._open.get(self._peer, 1) - 1
        if left > 0:
            self._open[self._peer] = left
        else:
            self._open.pop(self._peer, None)
        if not getattr(self, "_refused", False):
            super().connection_lost(error)
