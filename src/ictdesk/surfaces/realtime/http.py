"""HTTP on the hot path: a request read strictly, an answer written once. No framework between."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

import msgspec
from django.conf import settings

from ictdesk.kernel.errors import DomainError, Invalid, TooLarge

type Receive = Callable[[], Awaitable[dict[str, Any]]]
type Send = Callable[[dict[str, Any]], Awaitable[None]]

LARGEST_BODY = 64 * 1024
MOST_CHARACTERS = 20
encode = msgspec.json.Encoder().encode


class BadRequest(DomainError):
    """The body is not JSON in UTF-8."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent back."""

    status: int
    body: object = None
    headers: tuple[tuple[bytes, bytes], ...] = ()


@dataclass(slots=True)
class Request:
    """One request; its headers in lower case."""

    scope: dict[str, Any]
    receive: Receive
    _headers: dict[bytes, bytes] = field(init=False)

    def __post_init__(self) -> None:
        self._headers = dict(self.scope["headers"])

    def header(self, name: str) -> str:
        return self._headers.get(name.encode(), b"").decode("latin-1")

    @property
    def origin(self) -> str:
        return self.header("origin")

    @property
    def gpc(self) -> bool:
        """Whether the browser says Global Privacy Control."""
        return self.header("sec-gpc") == "1"

    @property
    def address(self) -> str:
        """The client's address: behind trusted proxies the one that the outermost of them saw."""
        proxies = settings.ICTDESK_TRUSTED_PROXIES
        forwarded = [part.strip() for part in self.header("x-forwarded-for").split(",") if part.strip()]
        if proxies and len(forwarded) >= proxies:
            return str(forwarded[-proxies])
        client: str = (self.scope.get("client") or ("",))[0]
        return client

    def number(self, name: str, default: int) -> int:
        """A whole number, not negative, of the query string. Raises `Invalid`."""
        values = parse_qs(self.scope["query_string"].decode("latin-1")).get(name)
        if not values:
            return default
        if (
            len(values) > 1
            or not values[0].isascii()
            or not values[0].isdigit()
            or len(values[0]) > MOST_CHARACTERS
        ):
            raise Invalid(f"{name} must be a whole number.")
        return int(values[0])

    async def json[B](self, kind: type[B]) -> B:
        """The body as JSON of one shape. Raises `TooLarge`, `BadRequest` and `Invalid`."""
        body = b""
        while True:
            event = await self.receive()
            if event["type"] != "http.request":
                raise BadRequest("The request was interrupted.")
            body += event.get("body", b"")
            if len(body) > LARGEST_BODY:
                raise TooLarge
            if not event.get("more_body"):
                break
        try:
            return msgspec.json.decode(body, type=kind)
        except msgspec.ValidationError as error:
            raise Invalid(str(error)) from error
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise BadRequest("The body is not JSON in UTF-8.") from error


async def respond(send: Send, answer: Answer) -> None:
    """Writes an answer. Nothing of the visitor protocol may be kept by a cache."""
    body = b"" if answer.body is None else encode(answer.body)
    kind = b"application/problem+json" if answer.status >= 400 else b"application/json"
    headers = [
        (b"content-type", kind),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
        *answer.headers,
    ]
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def problem(error: DomainError) -> Answer:
    """An error as a problem document."""
    headers = ((b"retry-after", str(error.retry_after or 2).encode()),) if error.status in (429, 503) else ()
    return Answer(error.status, error.problem(), headers)
