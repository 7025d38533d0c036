"""Pages that say what went wrong and what to do next. The API gets problem documents instead."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ictdesk.desk.people.access import SecondStepNeeded
from ictdesk.kernel.errors import DomainError, NotAllowed, NotFound
from ictdesk.surfaces.requester.language import is_public


class Broken(DomainError):
    code = "internal"
    status = 500
    sentence = "Something broke on our side. Nothing was changed."


class StalePage(NotAllowed):
    code = "stale_page"
    sentence = "This page was open for too long, or your browser keeps no cookies."


OF_KIND: dict[type[DomainError], object] = {
    StalePage: gettext_lazy("Go back, load the page again and repeat what you did."),
    SecondStepNeeded: gettext_lazy("An app on your phone or a passkey will do. It takes two minutes."),
}
OF_STATUS: dict[int, object] = {
    403: gettext_lazy("Ask an owner or admin of the workspace if you need it."),
    404: gettext_lazy("Look at the address for a slip of the pen, or start again from your desk."),
    429: gettext_lazy("Wait a moment and try again."),
    503: gettext_lazy("Wait a moment and try again."),
}


def error_page(request: HttpRequest, error: DomainError) -> HttpResponse:
    """The page of an error. It tells nothing that is not in the error's sentence.

    To people outside the team it shows no way to the desk.
    """
    way = None if is_public(request) else way_on(error)
    shown = {"status": error.status, "sentence": _(error.detail), "advice": advice(error), "way": way}
    response = HttpResponse(render_to_string("error.html", shown, request), status=error.status)
    if error.retry_after is not None:
        response["Retry-After"] = str(error.retry_after)
    return response


def way_on(error: DomainError) -> tuple[str, str]:
    """The button of the page: where it leads, and what it says."""
    if isinstance(error, SecondStepNeeded):
        return reverse("mfa_index"), _("Set up a second step")
    return reverse("desks"), _("To your desk")


def advice(error: DomainError) -> str:
    """What to do next."""
    for kind, words in OF_KIND.items():
        if isinstance(error, kind):
            return str(words)
    if error.status >= 500 and error.status != 503:
        return _("Try again in a moment. If it stays so, tell whoever runs this desk when it happened.")
    return str(OF_STATUS.get(error.status, _("Go back and try again.")))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(request, DomainError())


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(request, NotAllowed())


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(request, NotFound())


def broken(request: HttpRequest) -> HttpResponse:
    """Rendered without the request, and in need without the template: whatever broke may break them too."""
    shown = {
        "status": 500,
        "sentence": Broken.sentence,
        "advice": advice(Broken()),
        "way": way_on(Broken()),
    }
    try:
        return HttpResponse(render_to_string("error.html", shown), status=500)
    except Exception:  # noqa: BLE001 - an error here would hide the first one
        return HttpResponse(Broken.sentence, status=500, content_type="text/plain; charset=utf-8")


def no_csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    return error_page(request, StalePage())
