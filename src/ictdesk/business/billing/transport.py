"""Carries the library's requests over our own connections: public machines alone, TLS 1.2 or later, bounded in time and size.

Of the library's headers only those go along that Stripe needs: no telemetry, no id of the machine. Its `requests` is not used.
"""

import http.client
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import stripe

from ictdesk.kernel.egress.fetching import NAME, NotFetched, connect

SECONDS = 20.0
LARGEST = 8 * 1024 * 1024
PASSED_ON = frozenset({"authorization", "content-type", "idempotency-key", "stripe-version"})


class Transport(stripe.HTTPClient):
    """Raises the library's `APIConnectionError` for whatever keeps an answer away."""

    name = "ictdesk"

    def request(
        self, method: str, url: str, headers: Mapping[str, str] | None, post_data: Any = None, **_: Any
    ) -> tuple[str, int, Mapping[str, str]]:
        parts = urlsplit(url)
        host, tls = parts.hostname or "", parts.scheme == "https"
        port = parts.port or (443 if tls else 80)
        connection = http.client.HTTPConnection(host, port, timeout=SECONDS)
        sent = {name: value for name, value in (headers or {}).items() if name.lower() in PASSED_ON}
        try:
            connection.sock = connect(host, port, tls=tls, seconds=SECONDS)
            target = parts.path + (f"?{parts.query}" if parts.query else "")
            connection.request(method.upper(), target, post_data, sent | {"User-Agent": NAME})
            answer = connection.getresponse()
            content = answer.read(LARGEST + 1)
            if len(content) > LARGEST:
                raise NotFetched
            return content.decode(), answer.status, dict(answer.getheaders())
        except (OSError, http.client.HTTPException, NotFetched, ValueError) as error:
            raise stripe.APIConnectionError("Stripe did not answer", should_retry=True) from error
        finally:
            connection.close()

    def close(self) -> None:
        """Nothing stays open."""
