"""Problem documents (RFC 9457): the one form in which the API says no."""

import json
from typing import Any

from django.http import HttpResponse

from ictdesk.kernel.errors import DomainError

CONTENT_TYPE = "application/problem+json"


class Internal(DomainError):
    code = "internal"
    status = 500
    sentence = "Something broke on our side; nothing was changed. Try again, and tell us if it stays so."


class MethodNotAllowed(DomainError):
    code = "method_not_allowed"
    status = 405
    sentence = "This address does not know this method."


class OtherProblem(DomainError):
    """A refusal that has no code of its own."""

    def __init__(self, status: int) -> None:
        super().__init__()
        self.other = status

    def problem(self) -> dict[str, object]:
        return super().problem() | {"status": self.other}


def respond(error: DomainError, **more: Any) -> HttpResponse:
    """The answer for an error; `more` are members that its code documents."""
    document = error.problem() | more
    response = HttpResponse(
        json.dumps(document), status=int(str(document["status"])), content_type=CONTENT_TYPE
    )
    if error.retry_after is not None:
        response["Retry-After"] = str(error.retry_after)
    elif error.status == 503:
        response["Retry-After"] = "5"
    if error.status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="ictdesk"'
    return response
