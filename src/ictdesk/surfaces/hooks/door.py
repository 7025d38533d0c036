"""Who may come in, how much they may bring, and what they are told.

A provider comes again after a 5xx and gives up after a 4xx: whatever is our own fault is a 503.
"""

import base64
import hmac
import json
import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from ictdesk.kernel.errors import NotFound

log = logging.getLogger(__name__)


class Refused(Exception):
    """It did not come from a provider of ours, or is not what a provider sends."""


type Take = Callable[[dict[str, Any]], None]


def hook(take: Take) -> Callable[[HttpRequest], HttpResponse]:
    """A page for a provider: says 200 only once what came is committed, 403 for what nobody here wants."""

    @csrf_exempt
    @wraps(take)
    def run(request: HttpRequest) -> HttpResponse:
        if request.method != "POST":
            return HttpResponse(status=405, headers={"Allow": "POST"})
        if not is_known(request.headers.get("Authorization", "")):
            return HttpResponse(status=401, headers={"WWW-Authenticate": 'Basic realm="hooks"'})
        try:
            take(_body(request))
        except (Refused, NotFound):
            return HttpResponse(status=403)
        except (DatabaseError, OSError):
            log.warning("hooks.not_stored")
            return HttpResponse(status=503, headers={"Retry-After": "60"})
        return HttpResponse(status=200)

    return run


def is_known(authorization: str) -> bool:
    """Whether it carries the installation's secret for hooks (USER:PASSWORD); without one nobody is."""
    secret: str | None = settings.ICTDESK_HOOKS_SECRET
    if not secret:
        return False
    expected = "Basic " + base64.b64encode(secret.encode()).decode()
    return hmac.compare_digest(authorization.encode(), expected.encode())


def _body(request: HttpRequest) -> dict[str, Any]:
    """A JSON object of bounded size. Raises `Refused`."""
    limit = settings.ICTDESK_MAIL_LIMIT * 2
    raw = request.read(limit + 1)
    if len(raw) > limit:
        raise Refused
    return parsed(raw)


def parsed(raw: bytes | str) -> dict[str, Any]:
    """A JSON object. Raises `Refused`."""
    try:
        said = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise Refused from error
    if not isinstance(said, dict):
        raise Refused
    return said


def text(said: dict[str, Any], *path: str) -> str:
    """A text in nested objects; empty where there is none."""
    found: Any = said
    for name in path:
        found = found.get(name) if isinstance(found, dict) else None
    return found if isinstance(found, str) else ""
