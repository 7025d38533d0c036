"""Errors that reach the API's edge, and the problem each becomes."""

import logging
from typing import Any

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from psycopg.errors import LockNotAvailable

from ictdesk.kernel.errors import (
    Conflict,
    DomainError,
    Invalid,
    NotAllowed,
    NotFound,
    TooLarge,
    Unauthorised,
    Unavailable,
)
from ictdesk.surfaces.api.problems import Internal, respond

log = logging.getLogger(__name__)


def install(api: NinjaAPI) -> None:
    """Puts the handlers on an API. The most special class of an error's ancestors decides."""
    api.add_exception_handler(DomainError, _domain)
    api.add_exception_handler(ValidationError, _fields)
    api.add_exception_handler(RequestDataTooBig, lambda request, error: respond(TooLarge()))
    api.add_exception_handler(SuspiciousOperation, lambda request, error: respond(DomainError()))
    api.add_exception_handler(BadRequest, lambda request, error: respond(DomainError()))
    api.add_exception_handler(Http404, lambda request, error: respond(NotFound()))
    api.add_exception_handler(AuthenticationError, lambda request, error: respond(Unauthorised()))
    api.add_exception_handler(HttpError, _http)
    api.add_exception_handler(OperationalError, _database)
    api.add_exception_handler(Exception, _broken)


def _domain(request: HttpRequest, error: Any) -> HttpResponse:
    return respond(error)


def _http(request: HttpRequest, error: Any) -> HttpResponse:
    return respond(NotAllowed() if error.status_code == 403 else DomainError())


def _fields(request: HttpRequest, error: Any) -> HttpResponse:
    """Says which fields are wrong and why; never quotes what was sent."""
    errors = [{"field": _place(one["loc"]), "reason": str(one["msg"])} for one in error.errors]
    return respond(Invalid(), errors=errors)


def _place(location: tuple[str | int, ...]) -> str:
    """`("body", "sent", "tags", 0)` is the field `tags.0`: the second part is our name of the argument."""
    source, *rest = location
    return ".".join(map(str, rest[1:] or rest if source in ("body", "query") else rest))


def _database(request: HttpRequest, error: Any) -> HttpResponse:
    if isinstance(error.__cause__, LockNotAvailable):
        return respond(Conflict("Another request is changing this; try again.", retry_after=1))
    log.warning("api.database_away")
    return respond(Unavailable(retry_after=5))


def _broken(request: HttpRequest, error: Any) -> HttpResponse:
    log.error("api.broken", exc_info=error)
    return respond(Internal())
