"""The signed identity at the visitor's door."""

import time
from uuid import uuid4

from joserfc import jwt
from joserfc.jwk import OctKey

from ictdesk.desk.workspaces import commands
from ictdesk.kernel.tenancy import workspace_scope
from tests.realtime.client import Desk, Guest
from tests.world import US


def signed(desk: Desk, secret: str, **claims: object) -> str:
    said = {"sub": "42", "aud": desk.house.inbox.widget_key, "exp": int(time.time()) + 600, **claims}
    return jwt.encode({"alg": "HS256"}, said, OctKey.import_key(secret))


def test_a_signed_visitor_finds_their_conversation(desk: Desk) -> None:
    with workspace_scope(desk.house.id):
        _key, secret = commands.make_signing_key(actor=US, inbox=desk.house.inbox)
    token = signed(desk, secret, name="Max")
    opened = desk.open(identity=token)
    assert opened.status_code == 201, opened.text
    assert (opened.json()["contact"], opened.json()["conversation"]) == (None, None)
    first = Guest(desk, opened.json())
    assert first.write("Hello").status_code == 201
    again = desk.open(identity=token).json()
    assert again["contact"]["name"] == "Max"
    assert again["conversation"]["id"]
    stranger = desk.open().json()
    assert (stranger["contact"], stranger["conversation"]) == (None, None)


def test_what_is_not_right_opens_nothing(desk: Desk) -> None:
    with workspace_scope(desk.house.id):
        _key, secret = commands.make_signing_key(actor=US, inbox=desk.house.inbox)
    wrong = [
        signed(desk, secret, exp=int(time.time()) - 5),
        signed(desk, secret, aud=f"wk_{uuid4().hex}"),
        signed(desk, "x" * 43),
        "x.y.z",
    ]
    for token in wrong:
        answer = desk.open(identity=token)
        assert (answer.status_code, answer.json()["code"]) == (401, "wrong_identity")
    assert desk.open(identity=signed(desk, secret)).status_code == 201
