"""Which language a page speaks: people outside the team choose, members' pages are English.

No cookie remembers the choice: `?lang=` goes along in the links, and without it the browser's own wish counts.
"""

from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request, override

PUBLIC = "/w/"
NAME = "lang"


def choose(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """In the place of Django's own middleware, which would let every page follow the browser."""

    def middleware(request: HttpRequest) -> HttpResponse:
        public = is_public(request)
        language = (chosen(request) or _wished(request)) if public else settings.LANGUAGE_CODE
        with override(language):
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        if public:
            patch_vary_headers(response, ["Accept-Language"])
        return response

    return middleware


def is_public(request: HttpRequest) -> bool:
    """Whether people outside the team are meant."""
    return request.path.startswith(PUBLIC)


def chosen(request: HttpRequest) -> str:
    """The language in the address, if it is one of ours."""
    said = request.GET.get(NAME, "")
    return said if said in dict(settings.LANGUAGES) else ""


def _wished(request: HttpRequest) -> str:
    return get_language_from_request(request)


def kept(request: HttpRequest, address: str) -> str:
    """The address with the choice in it, if one was made."""
    said = chosen(request)
    if not said:
        return address
    path, mark, place = address.partition("#")
    return f"{path}{'&' if '?' in path else '?'}{urlencode({NAME: said})}{mark}{place}"
