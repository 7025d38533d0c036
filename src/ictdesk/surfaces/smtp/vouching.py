"""Whether the desk checks a sender itself, and the check: in threads of its own, so that nobody else's mail waits for it."""

import asyncio
import ipaddress
import logging
from concurrent.futures import ThreadPoolExecutor

from django.conf import settings

from ictdesk.desk.mail import checking
from ictdesk.desk.mail.verdicts import Checks

log = logging.getLogger(__name__)

THREADS = 4
SECONDS = 15.0
POOL = ThreadPoolExecutor(THREADS, "checks")


def asks(ip: str) -> bool:
    """Not where a trusted server vouches, and not for a neighbour, who only passes on what came from outside."""
    if settings.ICTDESK_MAIL_AUTHSERV or settings.ICTDESK_MAIL_CHECK == "off" or not ip:
        return False
    return settings.ICTDESK_MAIL_CHECK == "all" or ipaddress.ip_address(ip).is_global


async def checked(raw: bytes, ip: str, helo: str, envelope_from: str) -> Checks | None:
    """What came of it. Never an error, and never later than some seconds: a mail is not lost for it."""
    ip = plain_ip(ip)
    if not asks(ip):
        return None

    def run() -> Checks:
        return checking.check(raw, ip=ip, helo=helo, envelope_from=envelope_from)

    try:
        return await asyncio.wait_for(asyncio.get_running_loop().run_in_executor(POOL, run), SECONDS)
    except TimeoutError:
        return checking.NOT_ANSWERED
    except Exception:
        log.exception("smtp.not_checked")
        return checking.NOT_ANSWERED


def plain_ip(text: str) -> str:
    """An address as SPF knows it; empty for a socket without one."""
    try:
        found = ipaddress.ip_address(text)
    except ValueError:
        return ""
    return str(getattr(found, "ipv4_mapped", None) or found)
