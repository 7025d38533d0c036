"""Who asks: by a cookie that knows a mailbox was proven."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from ictdesk.desk.requesters import queries
from ictdesk.desk.requesters.commands.code import LIFETIME, token_digest
from ictdesk.desk.requesters.models import RequesterSession
from ictdesk.kernel.errors import NotFound

COOKIE = "__Secure-requester" if settings.SESSION_COOKIE_SECURE else "requester"


def session_of(request: HttpRequest) -> RequesterSession | None:
    """The open session in this workspace's scope, if there is one."""
    token = request.COOKIES.get(COOKIE, "")
    try:
        return queries.session_by(token_digest(token)) if token else None
    except NotFound:
        return None


def remember(response: HttpResponse, token: str, slug: str) -> None:
    """Sets the cookie: for this workspace's pages only, out of reach of scripts."""
    response.set_cookie(
        COOKIE,
        token,
        max_age=LIFETIME,
        path=f"/w/{slug}/",
        secure=bool(settings.SESSION_COOKIE_SECURE),
        httponly=True,
        samesite="Lax",
    )


def forget(response: HttpResponse, slug: str) -> None:
    response.delete_cookie(COOKIE, path=f"/w/{slug}/", samesite="Lax")
