"""Hands a file to a public machine over HTTPS with a PUT (RFC 9110, 9.3.4), and reads the beginning of its answer."""

import http.client
from typing import IO
from urllib.parse import SplitResult, urlsplit

from ictdesk.kernel.egress.fetching import NAME, NotFetched, connect

SECONDS = 60.0
LONGEST = 2_000
MOST_READ = 4_000


def is_address(url: str) -> bool:
    """Whether it can be one at all; whether it is public is known only when it is connected."""
    try:
        _checked(url)
    except NotFetched:
        return False
    return True


def put(url: str, file: IO[bytes], size: int, kind: str) -> tuple[int, str]:
    """Status and the beginning of the answer. No redirect is followed: it was meant for that place alone.

    Raises `NotFetched` for one that is not public, that answers nothing, or whose certificate is not for its name.
    """
    parts = _checked(url)
    host, port = str(parts.hostname), parts.port or 443
    connection = http.client.HTTPConnection(host, port, timeout=SECONDS)
    try:
        connection.sock = connect(host, port, tls=True, seconds=SECONDS)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        headers = {"Content-Type": kind, "Content-Length": str(size), "User-Agent": NAME}
        connection.request("PUT", target, file, headers)
        answer = connection.getresponse()
        return answer.status, answer.read(MOST_READ).decode("utf-8", "replace")
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise NotFetched from error
    finally:
        connection.close()


def _checked(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise NotFetched from error
    if parts.scheme != "https" or not parts.hostname or parts.username or parts.password or port == 0:
        raise NotFetched
    if len(url) > LONGEST or not url.isascii() or not url.isprintable() or " " in url:
        raise NotFetched
    return parts
