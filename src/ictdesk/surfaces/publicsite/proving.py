"""What is checked of the public pages, by asking them in this very process (rows 6 and 7)."""

import io
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connections
from django.urls import reverse

from ictdesk.trust.promises.claims import Absent, Broken, Evidence, check
from ictdesk.trust.promises.ground import Ground

PAGES = (
    "front-door",
    "site-plans",
    "site-gdpr",
    "site-privacy",
    "site-cookies",
    "site-contact",
    "site-rights",
    "widget",
)
"""Forms among them: none of these may leave anything in a browser."""


@check("cookies.zero", "probe", fault="a public page sets a cookie")
def no_page_keeps_anything(_on: Ground) -> Evidence:
    if not settings.ICTDESK_SITE_ON:
        raise Absent("There are no public pages.")
    keeping = []
    for name in PAGES:
        headers, _body = ask(reverse(name))
        if any(key.lower() == "set-cookie" for key, _value in headers):
            keeping.append(name)
    if keeping:
        raise Broken(f"These set a cookie before anybody agreed: {', '.join(keeping)}.")
    return {"pages": len(PAGES), "cookies": 0}


@check("cookies.gpc", "probe", fault="the declaration says no")
def global_privacy_control_is_declared(_on: Ground) -> Evidence:
    if not settings.ICTDESK_SITE_ON:
        raise Absent("There are no public pages.")
    _headers, body = ask(reverse("gpc"), HTTP_SEC_GPC="1")
    said = json.loads(body)
    if said.get("gpc") is not True:
        raise Broken("The declaration does not say that the signal is heard.")
    return {"gpc": True, "since": str(said["lastUpdate"])}


def ask(path: str, **headers: str) -> tuple[list[tuple[str, str]], bytes]:
    """What this program answers, from its door on: headers and body. Nothing leaves the process."""
    base, heard = urlsplit(settings.ICTDESK_BASE_URL), list[tuple[str, str]]()
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "SERVER_NAME": base.hostname or "localhost",
        "SERVER_PORT": str(base.port or (443 if base.scheme == "https" else 80)),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": base.netloc,
        "HTTP_X_FORWARDED_PROTO": base.scheme,
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": base.scheme,
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
        **headers,
    }

    def start(_status: str, found: list[tuple[str, str]], _error: Any = None) -> Callable[[bytes], object]:
        heard.extend(found)
        return len

    def run() -> bytes:
        """In a thread of its own: at its end a request lets go of the connections that it used."""
        try:
            answer = WSGIHandler()(environ, start)
            with closing(answer):
                return b"".join(answer)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as thread:
        return heard, thread.submit(run).result()
