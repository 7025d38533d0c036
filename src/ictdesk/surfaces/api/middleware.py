"""Whatever refuses a call of the API outside its views answers with a problem document all the same."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from ictdesk.kernel.errors import DomainError, NotAllowed, NotFound, TooLarge, Unauthorised
from ictdesk.surfaces.api.problems import CONTENT_TYPE, Internal, MethodNotAllowed, OtherProblem, respond

PREFIX = "/api/"
KNOWN: dict[int, type[DomainError]] = {
    400: DomainError,
    401: Unauthorised,
    403: NotAllowed,
    404: NotFound,
    405: MethodNotAllowed,
    413: TooLarge,
    500: Internal,
}


def problems(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Replaces the body of such answers; an `Allow` header stays."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not request.path.startswith(PREFIX) or response.status_code < 400:
            return response
        if response.headers.get("Content-Type") == CONTENT_TYPE:
            return response
        known = KNOWN.get(response.status_code)
        problem = respond(known() if known else OtherProblem(response.status_code))
        if "Allow" in response.headers:
            problem["Allow"] = response["Allow"]
        return problem

    return middleware
