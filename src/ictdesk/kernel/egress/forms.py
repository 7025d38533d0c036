"""Sends a form to a public machine over HTTPS and reads a short JSON answer: how tokens are renewed."""

import http.client
import json
from typing import Any
from urllib.parse import urlencode, urlsplit

from ictdesk.kernel.egress.fetching import NAME, NotFetched, connect

LIMIT = 64 * 1024


def post(url: str, fields: dict[str, str]) -> tuple[int, dict[str, Any]]:
    """Status and answer; no redirect is followed, since a secret goes along. Raises `NotFetched`."""
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or 443
    connection = http.client.HTTPConnection(host, port)
    try:
        connection.sock = connect(host, port, tls=True)
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Accept": "application/json",
            "User-Agent": NAME,
        }
        connection.request("POST", parts.path or "/", urlencode(fields), headers)
        answer = connection.getresponse()
        said = json.loads(answer.read(LIMIT))
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise NotFetched from error
    finally:
        connection.close()
    if not isinstance(said, dict):
        raise NotFetched
    return answer.status, said
