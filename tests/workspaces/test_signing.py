"""Signed identities: every way in which a token may be wrong is refused, and a right one is a person."""

import base64
import json
import time
from typing import Any
from uuid import uuid4

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey

from ictdesk.desk.contacts.models import Contact, Identity
from ictdesk.desk.conversations import commands as verbs
from ictdesk.desk.conversations.models import VisitorSession
from ictdesk.desk.workspaces import commands, signing
from ictdesk.desk.workspaces.models import Inbox
from ictdesk.desk.workspaces.signing import WrongIdentity
from ictdesk.kernel.actor import Visitor
from ictdesk.kernel.errors import AlreadySo, Conflict
from ictdesk.kernel.tenancy import workspace_scope
from tests.people.browsers import signed_in
from tests.world import US, House, World

DAY = 24 * 3600
"""Longer than any run takes: the cases below are made when the tests are collected."""


def key_of(house: House) -> str:
    with workspace_scope(house.id):
        return commands.make_signing_key(actor=US, inbox=house.inbox)[1]


def token(secret: str, inbox: Inbox, *, header: dict[str, Any] | None = None, **claims: Any) -> str:
    said = {"sub": "42", "aud": inbox.widget_key, "exp": int(time.time()) + 600} | claims
    kept = {name: value for name, value in said.items() if value is not None}
    algorithm = (header or {}).get("alg", "HS256")
    return jwt.encode(header or {"alg": "HS256"}, kept, OctKey.import_key(secret), algorithms=[algorithm])


def unsigned(inbox: Inbox) -> str:
    def part(value: object) -> str:
        return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()

    claims = {"sub": "42", "aud": inbox.widget_key, "exp": int(time.time()) + 600}
    return f"{part({'alg': 'none'})}.{part(claims)}."


def read(house: House, text: str) -> signing.Identity:
    with workspace_scope(house.id):
        return signing.read(text, house.inbox)


def test_a_right_one_is_read(world: World) -> None:
    secret = key_of(world.acme)
    found = read(world.acme, token(secret, world.acme.inbox, name="Max", email="max@example.org"))
    assert found == signing.Identity("42", "Max", "max@example.org")


@pytest.mark.parametrize(
    "claims",
    [
        {"exp": None},
        {"exp": int(time.time()) - 1},
        {"exp": int(time.time()) + DAY},
        {"exp": "soon"},
        {"exp": True},
        {"sub": None},
        {"sub": ""},
        {"sub": 42},
        {"sub": "x" * 201},
        {"aud": None},
        {"aud": "wk_other"},
        {"aud": ["wk_other"]},
        {"nbf": int(time.time()) + DAY},
        {"name": 42},
        {"header": {"alg": "HS512"}},
        {"header": {"alg": "HS384"}},
    ],
)
def test_a_wrong_one_is_refused(world: World, claims: dict[str, Any]) -> None:
    text = token(key_of(world.acme), world.acme.inbox, **claims)
    with pytest.raises(WrongIdentity):
        read(world.acme, text)


def test_other_keys_and_no_key_are_refused(world: World) -> None:
    acme = world.acme
    mine, theirs = key_of(acme), key_of(world.globex)
    with workspace_scope(acme.id):
        other = commands.make_inbox(actor=US, name="Shop", allowed_origins=[])
        of_other = commands.make_signing_key(actor=US, inbox=other)[1]
    good = token(mine, acme.inbox)
    texts = [
        unsigned(acme.inbox),
        token(theirs, acme.inbox),
        token(of_other, acme.inbox),
        token(acme.inbox.widget_key, acme.inbox),
        f"{good[:-4]}AAAA",
        f"{good}.x",
        "",
        "x",
        "a.b.c",
        "x" * 5000,
    ]
    for text in texts:
        with pytest.raises(WrongIdentity):
            read(acme, text)
    assert read(acme, good).sub == "42"


def test_two_keys_are_valid_and_a_withdrawn_one_is_not(world: World) -> None:
    acme = world.acme
    with workspace_scope(acme.id):
        first, old = commands.make_signing_key(actor=US, inbox=acme.inbox)
        _, new = commands.make_signing_key(actor=US, inbox=acme.inbox)
        with pytest.raises(Conflict):
            commands.make_signing_key(actor=US, inbox=acme.inbox)
    assert old != new
    assert read(acme, token(old, acme.inbox)) == read(acme, token(new, acme.inbox))
    with workspace_scope(acme.id):
        commands.withdraw_signing_key(actor=US, signing_key=first)
        with pytest.raises(AlreadySo):
            commands.withdraw_signing_key(actor=US, signing_key=first)
    with pytest.raises(WrongIdentity):
        read(acme, token(old, acme.inbox))
    assert read(acme, token(new, acme.inbox)).sub == "42"


def opened(house: House, identity: signing.Identity | None) -> VisitorSession:
    return verbs.open_session(inbox=house.inbox, identity=identity)[0]


def write(session: VisitorSession, text: str, name: str = "", email: str = "") -> VisitorSession:
    actor = Visitor(session.id, session.contact_id, session.conversation_id)
    verbs.start(actor=actor, session=session, client_id=uuid4(), text=text, name=name, email=email)
    session.refresh_from_db()
    return session


def test_one_person_is_one_contact(world: World) -> None:
    max_ = signing.Identity("42", "Max", "max@example.org")
    with workspace_scope(world.acme.id):
        first, second = opened(world.acme, max_), opened(world.acme, max_)
        assert not Contact.objects.exists()
        write(first, "Hello")
        write(second, "Me again", name="Mallory", email="mallory@example.org")
        assert first.contact_id == second.contact_id
        assert (first.identity, second.identity) == (None, None)
        third = opened(world.acme, max_)
        assert third.contact_id == first.contact_id
        assert third.conversation_id == second.conversation_id
        (contact,) = Contact.objects.all()
        assert contact.name == "Max"
        proven = {(one.kind, one.value, one.verified) for one in Identity.objects.all()}
        assert proven == {("external", "42", True), ("email", "max@example.org", True)}


def test_a_typed_address_stays_a_claim_and_opens_nothing(world: World) -> None:
    with workspace_scope(world.acme.id):
        known = write(opened(world.acme, signing.Identity("42", "Max", "max@example.org")), "Hello")
        stranger = write(opened(world.acme, None), "I am Max", name="Max", email="max@example.org")
        assert stranger.contact_id != known.contact_id
        assert stranger.conversation_id != known.conversation_id
        assert not Identity.objects.get(contact=stranger.contact).verified


def test_the_page_shows_a_key_once(world: World) -> None:
    vera = signed_in(world.acme.vera)
    page = f"/desk/{world.acme.slug}/settings/inboxes/{world.acme.inbox.id}/signing/"
    made = vera.post(page).content.decode()
    secret = made.partition('id="secret">')[2].partition("<")[0]
    assert len(secret) == 43
    assert read(world.acme, token(secret, world.acme.inbox)).sub == "42"
    assert secret not in vera.get(page).content.decode()
    vera.post(page)
    assert "Two keys are valid already" in vera.post(page).content.decode()
