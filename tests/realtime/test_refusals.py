"""Bad input is refused with a documented code, and nothing is written."""

import hashlib
import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from ictdesk.desk.conversations import commands
from ictdesk.desk.conversations.models import Attachment, Message, VisitorSession
from ictdesk.kernel import clock
from ictdesk.kernel.tenancy import workspace_scope
from tests.realtime.client import Desk, Guest, sign_in
from tests.world import ORIGIN

LOOK_ALIKES = [
    "https://shop.example.evil.test",
    "https://evil-shop.example",
    "http://shop.example",
    "https://shop.example:8443",
    "https://SHOP.example",
    "null",
    "",
]
BODIES: dict[str, tuple[Callable[[], Any], int, str]] = {
    "unknown field": (lambda: {"client_id": str(uuid4()), "body": "x", "workspace_id": "y"}, 422, "invalid"),
    "wrong type": (lambda: {"client_id": str(uuid4()), "body": 7}, 422, "invalid"),
    "client id is no UUID": (lambda: {"client_id": "z" * 36, "body": "x"}, 404, "not_found"),
    "missing field": (lambda: {"body": "x"}, 422, "invalid"),
    "empty": (lambda: {"client_id": str(uuid4()), "body": "  \n"}, 422, "invalid"),
    "over 16 KiB": (lambda: {"client_id": str(uuid4()), "body": "é" * 8_193}, 413, "too_large"),
    "body over the cap": (lambda: {"client_id": str(uuid4()), "body": "x" * 70_000}, 413, "too_large"),
    "lone surrogate": (
        lambda: b'{"client_id":"%s","body":"\\ud800"}' % str(uuid4()).encode(),
        400,
        "bad_request",
    ),
    "invalid UTF-8": (
        lambda: b'{"client_id":"%s","body":"\xff\xfe"}' % str(uuid4()).encode(),
        400,
        "bad_request",
    ),
    "not JSON": (lambda: b"hello", 400, "bad_request"),
    "a list": (list, 422, "invalid"),
    "foreign file": (
        lambda: {"client_id": str(uuid4()), "body": "x", "attachments": [str(uuid4())]},
        404,
        "not_found",
    ),
}


def count(desk: Desk) -> tuple[int, int, int]:
    with workspace_scope(desk.house.id):
        return VisitorSession.objects.count(), Message.objects.count(), Attachment.objects.count()


@pytest.mark.parametrize("name", BODIES)
def test_a_bad_message_changes_nothing(desk: Desk, name: str) -> None:
    guest = desk.guest()
    guest.write("Hello")
    before = count(desk)
    make, status, code = BODIES[name]
    body = make()
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    answer = guest.call("POST", "messages", content=raw)
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert count(desk) == before
    assert guest.write("Still here").status_code == 201


@pytest.mark.parametrize("origin", LOOK_ALIKES)
def test_only_the_exact_origin_opens_a_session(desk: Desk, origin: str) -> None:
    assert desk.open().status_code == 201
    before = count(desk)
    refused = desk.open(origin=origin)
    assert (refused.status_code, refused.json()["code"]) == (403, "forbidden_origin")
    assert count(desk) == before


@pytest.mark.parametrize("key", ["", "wk", "wk_" + "0" * 32 + "_" + "0" * 16, "wk_zz", "x" * 80])
def test_an_unknown_widget_key(desk: Desk, key: str) -> None:
    answer = desk.http.post("/rt/v1/sessions", json={"key": key}, headers={"Origin": ORIGIN})
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_a_key_of_another_workspace_with_our_prefix(desk: Desk) -> None:
    key = desk.house.inbox.widget_key[:-4] + "0000"
    answer = desk.http.post("/rt/v1/sessions", json={"key": key}, headers={"Origin": ORIGIN})
    assert answer.status_code == 404


def tokens(desk: Desk, guest: Guest) -> dict[str, str]:
    """Tokens that must not work, by what is wrong with them."""
    expired, ended = desk.guest(), desk.guest()
    with workspace_scope(desk.house.id):
        row = VisitorSession.objects.get(digest=hashlib.sha256(expired.token.encode()).digest())
        row.expires_at = clock.now()
        row.save()
        row = VisitorSession.objects.get(digest=hashlib.sha256(ended.token.encode()).digest())
        commands.end_session(actor=actor(row), session=row)
    return {
        "one word": "-",
        "null": "null",
        "zero": "0",
        "altered": guest.token[:-2] + "xx",
        "other workspace": guest.token.replace(desk.house.id.hex, uuid4().hex),
        "expired": expired.token,
        "ended": ended.token,
        "an API key": guest.token.replace("visitor_", "ictdesk_"),
    }


def actor(row: VisitorSession) -> Any:
    from ictdesk.kernel.actor import Visitor

    return Visitor(row.id, row.contact_id, row.conversation_id)


def test_bad_tokens_are_all_answered_alike(desk: Desk) -> None:
    guest = desk.guest()
    answers = {}
    for name, token in tokens(desk, guest).items():
        for method, path in (
            ("GET", "session"),
            ("GET", "events"),
            ("POST", "messages"),
            ("DELETE", "session"),
        ):
            guest.token, kept = token, guest.token
            answer = guest.call(
                method, path, json={"client_id": str(uuid4()), "body": "x"} if method == "POST" else None
            )
            guest.token = kept
            answers[name, path] = (answer.status_code, answer.content)
        line = desk.line(ORIGIN)
        line.send(t="hello", token=token, after="0")
        assert line.ending() == (4401, "unauthorised"), name
    assert len(set(answers.values())) == 1
    assert {status for status, _ in answers.values()} == {401}


@pytest.mark.parametrize("origin", LOOK_ALIKES)
def test_only_the_exact_origin_opens_a_visitors_socket(desk: Desk, origin: str) -> None:
    guest = desk.guest()
    good = guest.listen()
    assert good.until_kind("ready")["cursor"] == "0"
    assert guest.listen(origin=origin or None).ending() == (4403, "forbidden_origin")


@pytest.mark.parametrize(
    "origin", ["http://evil.test", "null", "", "http://127.0.0.1", "https://127.0.0.1:1", ORIGIN]
)
def test_a_session_cookie_works_on_the_desks_own_pages_only(desk: Desk, origin: str) -> None:
    assert desk.agent(desk.house.ada).seen[0]["t"] == "ready"
    line = desk.line(origin or None, sign_in(desk.house.ada))
    line.send(t="hello", workspace=desk.house.slug, after=None)
    assert line.ending() == (4403, "forbidden_origin")


def test_a_member_opens_only_their_own_workspace(desk: Desk, world: Any) -> None:
    for slug in (world.globex.slug, "never-existed"):
        line = desk.line(desk.server.url, sign_in(desk.house.ada))
        line.send(t="hello", workspace=slug, after=None)
        assert line.ending() == (4404, "not_found")


def test_without_a_session_no_agents_socket(desk: Desk) -> None:
    for cookie in ("", "x" * 32):
        line = desk.line(desk.server.url, cookie)
        line.send(t="hello", workspace=desk.house.slug, after=None)
        assert line.ending() == (4401, "unauthorised")


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        "7",
        '{"t":"nothing"}',
        '{"t":"send"}',
        '{"t":"typing","on":1}',
        '{"t":"ping","x":1}',
        "\ud800"[:0] + "é" * 40_000,
    ],
)
def test_a_bad_frame_closes_the_socket(desk: Desk, text: str) -> None:
    line = desk.guest().listen()
    line.until_kind("ready")
    line.raw(text)
    assert line.ending() in {(4400, "bad_frame"), (1009, "")}


def test_a_viewer_may_look_and_not_write(desk: Desk) -> None:
    guest = desk.guest()
    guest.write("Hello")
    iris, ada = desk.agent(desk.house.iris), desk.agent(desk.house.ada)
    guest.write("Anybody?")
    conversation = ada.until_body("Anybody?")["conversation"]["id"]
    assert iris.until_body("Anybody?")
    for note in (False, True):
        iris.send(
            t="send", conversation=conversation, client_id=str(uuid4()), body="x", note=note, attachments=[]
        )
        assert iris.until_kind("error")["code"] == "forbidden"


def test_a_foreign_conversation_answers_like_none(desk: Desk, world: Any) -> None:
    theirs = str(world.globex.talk("theirs").id)
    ada, answers = desk.agent(desk.house.ada), []
    for conversation in (theirs, str(uuid4())):
        for frame in ({"t": "send", "client_id": "0" * 8 + "-0000-4000-8000-" + "0" * 12, "body": "x", "note": False},
                      {"t": "typing", "on": True}, {"t": "read", "seq": 1}, {"t": "look"}):  # fmt: skip
            ada.send(conversation=conversation, **frame)
            answers.append(ada.until_kind("error"))
    assert answers[:4] == answers[4:]
    assert {answer["code"] for answer in answers} == {"not_found"}
    assert world.globex.bodies_of(theirs) == ["theirs"]


def test_who_is_dismissed_loses_the_socket(desk: Desk) -> None:
    from ictdesk.desk.people import commands as people

    grace = desk.agent(desk.house.grace)
    with workspace_scope(desk.house.id):
        people.deactivate_member(actor=desk.house.vera.actor, member=desk.house.grace.row)
    assert grace.ending() == (4401, "unauthorised")


def test_ending_the_session_closes_its_socket(desk: Desk) -> None:
    guest = desk.guest()
    line = guest.listen()
    line.until_kind("ready")
    assert guest.call("DELETE", "session").status_code == 204
    assert line.ending() == (4401, "unauthorised")
    assert guest.call("GET", "session").status_code == 401
