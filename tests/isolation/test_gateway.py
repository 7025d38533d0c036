"""The visitor protocol over HTTP: every address with another visitor's and another workspace's ids."""

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from django.conf import settings

from ictdesk.surfaces.realtime.routes import PUBLIC
from tests.isolation.furnished import Furnished, digest
from tests.realtime.client import sign_in
from tests.server import Server
from tests.world import ORIGIN

NOTHING = b"%PDF-1.7\n"


def words(**more: Any) -> dict[str, Any]:
    return {"json": {"client_id": str(uuid4()), "body": "Hello", **more}}


TRIED: dict[str, Callable[[UUID], list[dict[str, Any]]]] = {
    "POST /rt/v1/messages": lambda file: [words(attachments=[str(file)])],
    "GET /rt/v1/files/{id}": lambda file: [
        {"path": f"/rt/v1/files/{file}"},
        {"path": f"/rt/v1/files/{file.hex}"},
    ],
}
"""Addresses that take an id: only files have one that a visitor may name."""
OWN_ONLY: dict[str, dict[str, Any]] = {
    "POST /rt/v1/sessions": {"json": {"key": "wk_x"}},
    "GET /rt/v1/session": {},
    "PUT /rt/v1/contact": {"json": {"name": "Max"}},
    "POST /rt/v1/transcript": {},
    "POST /rt/v1/files": {"content": NOTHING},
    "GET /rt/v1/events": {},
    "GET /rt/v1/privacy": {},
    "POST /rt/v1/privacy": {"json": {"rights": ["access"]}},
    "GET /rt/v1/consent": {},
    "POST /rt/v1/consent": {"json": {"agrees": True, "version": 1, "language": "en"}},
    "DELETE /rt/v1/session": {},
}
"""Addresses that take none: whose they are is in the token alone."""
WITH_JSON = {
    *("POST /rt/v1/privacy", "POST /rt/v1/consent", "POST /rt/v1/sessions"),
    *("PUT /rt/v1/contact", "POST /rt/v1/messages"),
}
NAMES = (
    "workspace_id",
    "account_id",
    "conversation",
    "conversation_id",
    "contact",
    "contact_id",
    "session",
    "message_id",
)


def test_every_address_has_an_entry() -> None:
    assert {f"{method} {path}" for method, path in PUBLIC} == TRIED.keys() | OWN_ONLY.keys()


@dataclass
class Caller:
    """Somebody who asks the gateway."""

    http: httpx.Client
    headers: dict[str, str]

    def __call__(self, name: str, *, path: str = "", **more: Any) -> httpx.Response:
        method, _, usual = name.partition(" ")
        headers = {
            "Origin": ORIGIN,
            "X-File-Name": "a.pdf",
            "X-Content-SHA256": hashlib.sha256(NOTHING).hexdigest(),
        }
        return self.http.request(method, path or usual, headers=headers | self.headers, **more)


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


@pytest.fixture(scope="module")
def http(server: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, timeout=10) as client:
        yield client


def callers(house: Furnished, http: httpx.Client) -> dict[str, Caller]:
    """Everybody of a house."""
    fresh = house.house.guest()
    second = house.house.guest()
    house.house.write(second, "I am somebody else")
    cookie = sign_in(house.house.people["owner"])
    said = {
        "visitor": bearer(second.token),
        "visitor before the first word": bearer(fresh.token),
        "program": bearer(house.secret),
        "agent": {"Cookie": f"{settings.SESSION_COOKIE_NAME}={cookie}"},
        "nobody": {},
    }
    return {who: Caller(http, headers) for who, headers in said.items()}


def shown(answer: httpx.Response) -> tuple[int, bytes]:
    return answer.status_code, answer.content


@pytest.mark.parametrize("name", TRIED)
def test_the_neighbours_files_are_as_files_of_nothing(
    acme: Furnished, globex: Furnished, acme_before: dict[str, str], http: httpx.Client, name: str
) -> None:
    for who, call in callers(globex, http).items():
        for theirs, nothing in zip(TRIED[name](acme.file.id), TRIED[name](uuid4()), strict=True):
            tried = call(name, **theirs)
            assert shown(tried) == shown(call(name, **nothing)), who
            assert tried.status_code == (404 if who.startswith("visitor") else 401), who
    assert digest(acme.house) == acme_before


@pytest.mark.parametrize("name", TRIED)
def test_another_visitors_files_are_as_files_of_nothing(
    at_home: Furnished, http: httpx.Client, name: str
) -> None:
    """In one and the same workspace; and their own, the negative control, they get."""
    everybody = callers(at_home, http)
    for who in ("visitor", "visitor before the first word"):
        for theirs, nothing in zip(TRIED[name](at_home.file.id), TRIED[name](uuid4()), strict=True):
            tried = everybody[who](name, **theirs)
            assert shown(tried) == shown(everybody[who](name, **nothing)), who
            assert tried.status_code == 404, who
    if name.startswith("GET"):
        own = Caller(http, bearer(at_home.guest.token))
        assert own(name, **TRIED[name](at_home.file.id)[0]).status_code == 200


def test_a_file_that_waits_for_its_message_is_its_uploaders(at_home: Furnished, http: httpx.Client) -> None:
    everybody = callers(at_home, http)
    waiting = everybody["visitor"]("POST /rt/v1/files", content=NOTHING).json()["id"]
    other = Caller(http, bearer(at_home.guest.token))
    for call, status in ((other, 404), (everybody["visitor"], 201)):
        assert call("POST /rt/v1/messages", **words(attachments=[waiting])).status_code == status


@pytest.mark.parametrize("field", NAMES)
@pytest.mark.parametrize("name", sorted(WITH_JSON))
def test_a_body_that_names_somebody_elses_thing_is_refused(
    acme: Furnished, globex: Furnished, acme_before: dict[str, str], http: httpx.Client, name: str, field: str
) -> None:
    good = OWN_ONLY.get(name) or words()
    value = {"conversation": acme.conversation.id, "contact": acme.conversation.contact_id}.get(
        field, acme.id
    )
    answer = Caller(http, bearer(globex.guest.token))(name, json=good["json"] | {field: str(value)})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert digest(acme.house) == acme_before


@pytest.mark.parametrize("field", NAMES)
def test_a_query_that_names_somebody_elses_thing_changes_nothing(
    acme: Furnished, globex: Furnished, http: httpx.Client, field: str
) -> None:
    call = Caller(http, bearer(globex.guest.token))
    for name in ("GET /rt/v1/events", "GET /rt/v1/session"):
        asked = call(name, params={field: str(acme.conversation.id)})
        assert without_moment(shown(asked)) == without_moment(shown(call(name)))


def without_moment(answer: tuple[int, bytes]) -> tuple[int, bytes]:
    """Addresses of files are signed anew in each second: what is signed counts, not when."""
    return answer[0], re.sub(rb"~[\w-]+~[\w-]+", b"", answer[1])


def test_a_key_or_token_that_only_names_acme_is_as_one_that_names_nothing(
    acme: Furnished, acme_before: dict[str, str], http: httpx.Client
) -> None:
    nobody = Caller(http, {})
    keys = [f"wk_{workspace.hex}_{'0' * 16}" for workspace in (acme.id, uuid4())]
    answers = {shown(nobody("POST /rt/v1/sessions", json={"key": key})) for key in keys}
    assert [status for status, _ in answers] == [404]
    tokens = [f"visitor_{workspace.hex}_{'A' * 43}" for workspace in (acme.id, uuid4())]
    tokens += [
        acme.guest.token.replace("visitor_", "ictdesk_"),
        acme.secret,
        acme.guest.token[:-1],
        "x",
        "null",
    ]
    for name in [*TRIED, *(OWN_ONLY.keys() - {"POST /rt/v1/sessions"})]:
        more = OWN_ONLY[name] if name in OWN_ONLY else TRIED[name](acme.file.id)[0]
        answers = {shown(Caller(http, bearer(token))(name, **more)) for token in tokens}
        assert [status for status, _ in answers] == [401], name
    assert digest(acme.house) == acme_before
