"""Which sessions are open, and since when: for the list in which people end them."""

import time
from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponse

PAGES = ("/desk/", "/account/")
REST_SECONDS = 60.0
"""How long a session that was noted is not noted again: three statements less for nearly every page."""
MOST = 10_000

_noted: dict[str, float] = {}


def note_session(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """allauth's own middleware writes on every request; here a page counts, a call of the API does not."""

    def middleware(request: HttpRequest) -> HttpResponse:
        key = request.session.session_key
        if request.path.startswith(PAGES) and key and request.user.is_authenticated and _rested(key):
            UserSession.objects.create_from_request(request)
        return get_response(request)

    return middleware


def _rested(session_key: str) -> bool:
    now = time.monotonic()
    if now - _noted.get(session_key, -REST_SECONDS) < REST_SECONDS:
        return False
    if len(_noted) >= MOST:
        _noted.clear()
    _noted[session_key] = now
    return True
