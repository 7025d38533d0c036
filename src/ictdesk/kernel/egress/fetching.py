"""Fetches a public address for somebody who must not be trusted: only from machines that everybody can reach.

A name is looked up once, every address that it has must be public, and the connection goes to the one that
was looked at: a name that answers differently the second time gains nothing. Redirects are looked at anew.
"""

import http.client
import ipaddress
import socket
import ssl
import time
from urllib.parse import SplitResult, urljoin, urlsplit

from django.conf import settings

SECONDS = 5.0
SECONDS_IN_ALL = 15.0
MOST_REDIRECTS = 3
PORTS = {"http": 80, "https": 443}
NAME = "ICTDesk"


class NotFetched(Exception):
    """It could not be fetched, or must not be. One answer for all reasons: the asker learns nothing of a network."""


def host_of(url: str) -> str:
    """The host that an address names; empty when it names none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def fetch(url: str, *, limit: int) -> bytes:
    """What lies there, at most `limit` bytes. Raises `NotFetched`."""
    for _ in range(MOST_REDIRECTS + 1):
        try:
            content, url = _ask(_checked(url), limit)
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise NotFetched from error
        if not url:
            return content
    raise NotFetched


def public_addresses(host: str, port: int) -> list[str]:
    """The addresses of a host. Raises `NotFetched` unless all of them are public."""
    try:
        found = {str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError) as error:
        raise NotFetched from error
    if not found or not all(is_public(one) for one in found):
        raise NotFetched
    return sorted(found)


def is_public(address: str) -> bool:
    """Whether everybody in the world can reach it, or `ICTDESK_EGRESS_ALLOW` names its network.

    What is said of an embedded address is said of the whole.
    """
    one = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(one, ipaddress.IPv6Address):
        inner = one.ipv4_mapped or one.sixtofour or (one.teredo[1] if one.teredo else None)
        if inner is not None or one in NAT64:
            return False
    allowed = any(one in network for network in settings.ICTDESK_EGRESS_ALLOW)
    return allowed or (one.is_global and not one.is_multicast and not one.is_reserved)


NAT64 = ipaddress.ip_network("64:ff9b::/96")


def _checked(url: str) -> SplitResult:
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname or parts.username or parts.password:
        raise NotFetched
    if parts.port not in (None, PORTS[parts.scheme]) or not url.isascii() or not url.isprintable():
        raise NotFetched
    return parts


def _ask(parts: SplitResult, limit: int) -> tuple[bytes, str]:
    """The content, or where it lies instead."""
    host, port = str(parts.hostname), PORTS[parts.scheme]
    connection = http.client.HTTPConnection(host, port, timeout=SECONDS)
    connection.sock = connect(host, port, tls=port == 443)
    try:
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("GET", target, headers={"User-Agent": NAME, "Accept": "image/*"})
        answer = connection.getresponse()
        if answer.status in (301, 302, 303, 307, 308):
            return b"", urljoin(parts.geturl(), answer.getheader("Location") or "")
        content = _read(answer, limit)
        if answer.status != 200 or len(content) > limit:
            raise NotFetched
        return content, ""
    finally:
        connection.close()


def _read(answer: http.client.HTTPResponse, limit: int) -> bytes:
    """At most one byte more than the limit, and not for ever from who sends drop by drop."""
    content, until = b"", time.monotonic() + SECONDS_IN_ALL
    while len(content) <= limit and (piece := answer.read1(min(65_536, limit + 1 - len(content)))):
        content += piece
        if time.monotonic() > until:
            raise NotFetched
    return content


def connect(host: str, port: int, *, tls: bool, seconds: float = SECONDS) -> socket.socket:
    """A connection to a public machine: TLS 1.2 or later, with a certificate for `host`.

    Raises `NotFetched` for one that is not public, `OSError` for what does not answer.
    """
    plain = socket.create_connection((public_addresses(host, port)[0], port), seconds)
    if not tls:
        return plain
    try:
        return tls_context().wrap_socket(plain, server_hostname=host)
    except OSError:
        plain.close()
        raise


def tls_context() -> ssl.SSLContext:
    """What every connection of ours asks of the other side."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
