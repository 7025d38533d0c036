"""The decorator of the site's pages: off where the operator says so, errors as pages, forms from here alone."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from ictdesk.kernel.errors import DomainError, NotFound
from ictdesk.surfaces.requester.public import count

type View = Callable[..., HttpResponse]

KEPT = "public, max-age=300"


def page(view: View) -> View:
    """Kept by no cache: a form has an id of its own each time. What is sent counts against `request_form`."""

    @wraps(view)
    def run(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            if not settings.ICTDESK_SITE_ON:
                raise NotFound
            if request.method == "POST":
                count(request, "request_form")
            return view(request, **kwargs)
        except DomainError as error:
            return _problem(request, error)

    return csrf_exempt(require_http_methods(["GET", "HEAD", "POST"])(run))


def to_read(view: View) -> View:
    """A page without a form: the same for everybody for five minutes, so caches may keep it."""

    @wraps(view)
    def run(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        response = view(request, **kwargs)
        response.headers["Cache-Control"] = KEPT
        if settings.ICTDESK_SITE.count_returning:
            patch_vary_headers(response, ["Sec-GPC"])  # the question is not put to such a browser
        return response

    return page(run)


def _problem(request: HttpRequest, error: DomainError) -> HttpResponse:
    shown = {"sentence": error.detail, "status": error.status}
    response = render(request, "site/problem.html", shown, status=error.status)
    if error.retry_after is not None:
        response["Retry-After"] = str(error.retry_after)
    return response
