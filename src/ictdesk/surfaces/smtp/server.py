"""`ictdesk smtp`: listens for mail until it is told to stop."""

import asyncio
import logging
import signal
import socket
import ssl

from django.conf import settings

from ictdesk.kernel.certificates import Certificate
from ictdesk.kernel.logs import stream
from ictdesk.kernel.tenancy.boot import refuse_if_unsafe
from ictdesk.kernel.tenancy.dsn import conninfo
from ictdesk.kernel.tenancy.planes import CONTROL
from ictdesk.surfaces.smtp.protocol import IDLE_SECONDS, Desk, Listener

log = logging.getLogger(__name__)

SECONDS_TO_FINISH = 5


def run(listener: socket.socket) -> None:
    """Answers on a listening socket until SIGTERM or SIGINT."""
    refuse_if_unsafe()
    logging.getLogger("mail.log").setLevel(logging.CRITICAL)  # aiosmtpd's: it writes down who writes to whom
    stream.begin(conninfo(CONTROL), settings.ICTDESK_DATA)
    try:
        asyncio.run(_serve(listener))
    finally:
        stream.end()


async def _serve(listener: socket.socket) -> None:
    loop, stop, desk, tls = asyncio.get_running_loop(), asyncio.Event(), Desk(), certificate()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)

    def connection() -> Listener:
        return Listener(
            desk,
            data_size_limit=settings.ICTDESK_MAIL_LIMIT,
            enable_SMTPUTF8=True,
            hostname=settings.ICTDESK_MAIL_DOMAIN,
            ident="ICTDesk",
            tls_context=tls,
            timeout=IDLE_SECONDS,
            loop=loop,
        )

    server = await loop.create_server(connection, sock=listener)
    log.info("smtp.started")
    async with server:
        await stop.wait()
        server.close()
        await asyncio.sleep(0)
    log.info("smtp.stopped")


def certificate() -> ssl.SSLContext | None:
    """What STARTTLS offers: TLS 1.2 and later; None without a certificate."""
    if settings.ICTDESK_SMTP_CERT_FILE is None:
        return None
    own = Certificate(settings.ICTDESK_SMTP_CERT_FILE, settings.ICTDESK_SMTP_KEY_FILE)
    own.watch()
    return own.context
