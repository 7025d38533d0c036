"""Every address of the gateway."""

from collections.abc import Awaitable, Callable

from ictdesk.surfaces.realtime.gateway import Gateway
from ictdesk.surfaces.realtime.http import Answer, Request
from ictdesk.surfaces.realtime.visitor_http import VisitorHttp

type Handler = Callable[[Request], Awaitable[Answer]]
type Table = dict[tuple[str, str], Handler]

SOCKET = "/rt/v1/socket"
FILE = "/rt/v1/files/"
PUBLIC: tuple[tuple[str, str], ...] = (
    ("POST", "/rt/v1/sessions"),
    ("GET", "/rt/v1/session"),
    ("DELETE", "/rt/v1/session"),
    ("POST", "/rt/v1/messages"),
    ("PUT", "/rt/v1/contact"),
    ("POST", "/rt/v1/transcript"),
    ("POST", "/rt/v1/files"),
    ("GET", "/rt/v1/files/{id}"),
    ("GET", "/rt/v1/events"),
    ("GET", "/rt/v1/privacy"),
    ("POST", "/rt/v1/privacy"),
    ("GET", "/rt/v1/consent"),
    ("POST", "/rt/v1/consent"),
)
"""All of them, for the tests that try each with a stranger's token."""


def table(gateway: Gateway) -> Table:
    """The handlers by method and path; a path that ends in `/` takes an id."""
    visitor = VisitorHttp(gateway)

    async def file(request: Request) -> Answer:
        return await visitor.file(request, request.scope["path"].removeprefix(FILE))

    return {
        ("POST", "/rt/v1/sessions"): visitor.open_session,
        ("GET", "/rt/v1/session"): visitor.session,
        ("DELETE", "/rt/v1/session"): visitor.end_session,
        ("POST", "/rt/v1/messages"): visitor.post_message,
        ("PUT", "/rt/v1/contact"): visitor.put_contact,
        ("POST", "/rt/v1/transcript"): visitor.ask_transcript,
        ("POST", "/rt/v1/files"): visitor.upload,
        ("GET", FILE): file,
        ("GET", "/rt/v1/events"): visitor.events,
        ("GET", "/rt/v1/privacy"): visitor.own_data,
        ("POST", "/rt/v1/privacy"): visitor.ask_privacy,
        ("GET", "/rt/v1/consent"): visitor.consent,
        ("POST", "/rt/v1/consent"): visitor.answer_consent,
    }
