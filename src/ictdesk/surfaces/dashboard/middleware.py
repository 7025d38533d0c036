"""Which sessions are open, and since when: for the list in which people end them."""

from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponse

PAGES = ("/desk/", "/account/")


def note_session(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """allauth's own middleware writes on every request; here a page counts, a call of the API does not."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path.startswith(PAGES) and request.session.session_key and request.user.is_authenticated:
            UserSession.objects.create_from_request(request)
        return get_response(request)

    return middleware
