"""Pages that say what went wrong and what to do next. The API gets problem documents instead."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from ictdesk.kernel.errors import DomainError, NotAllowed, NotFound


class Broken(DomainError):
    code = "internal"
    status = 500
    sentence = "Something broke on our side. Nothing was changed."


class StalePage(NotAllowed):
    code = "stale_page"
    sentence = "This page was open for too long, or your browser keeps no cookies."


def error_page(request: HttpRequest, error: DomainError) -> HttpResponse:
    """The page of an error. It tells nothing that is not in the error's sentence."""
    shown = {"status": error.status, "sentence": error.detail, "advice": advice(error)}
    response = HttpResponse(render_to_string("error.html", shown, request), status=error.status)
    if error.retry_after is not None:
        response["Retry-After"] = str(error.retry_after)
    return response


def advice(error: DomainError) -> str:
    """What to do next."""
    match error.status:
        case 403 if isinstance(error, StalePage):
            return _("Go back, load the page again and repeat what you did.")
        case 403:
            return _("Ask an owner or admin of the workspace if you need it.")
        case 404:
            return _("Look at the address for a slip of the pen, or start again from your desk.")
        case 429 | 503:
            return _("Wait a moment and try again.")
        case status if status >= 500:
            return _("Try again in a moment. If it stays so, tell whoever runs this desk when it happened.")
        case _:
            return _("Go back and try again.")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(request, DomainError())


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(request, NotAllowed())


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(request, NotFound())


def broken(request: HttpRequest) -> HttpResponse:
    """Rendered without the request, and in need without the template: whatever broke may break them too."""
    shown = {"status": 500, "sentence": Broken.sentence, "advice": advice(Broken())}
    try:
        return HttpResponse(render_to_string("error.html", shown), status=500)
    except Exception:  # noqa: BLE001 - an error here would hide the first one
        return HttpResponse(Broken.sentence, status=500, content_type="text/plain; charset=utf-8")


def no_csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    return error_page(request, StalePage())
