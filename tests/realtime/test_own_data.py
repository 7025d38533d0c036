"""The visitor's own data in the chat: counted, asked about, answered; nobody else's."""

from typing import Any
from uuid import uuid4

import httpx
import pytest

from ictdesk.desk.conversations import commands as chat
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.privacy.rights import commands
from ictdesk.privacy.rights.commands import Asked
from ictdesk.privacy.rights.models import RightsLetter, RightsRequest, RightsSubject
from ictdesk.trust.records import commands as records
from ictdesk.trust.records import register
from ictdesk.trust.records.describing import Description
from tests.server import Server
from tests.world import ORIGIN, US, House, World


@pytest.fixture
def house(world: World) -> House:
    return world.acme


@pytest.fixture
def ask(server: Server) -> Any:
    def call(token: str, **body: Any) -> httpx.Response:
        method = "POST" if body else "GET"
        headers = {"Authorization": f"Bearer {token}", "Origin": ORIGIN}
        return httpx.request(
            method, f"{server.url}/rt/v1/privacy", headers=headers, json=body or None, timeout=20
        )

    return call


def cases(house: House) -> list[RightsRequest]:
    with workspace_scope(house.id):
        return list(RightsRequest.objects.order_by("number"))


def test_before_the_first_word_nothing_is_held_and_nothing_asked(house: House, ask: Any) -> None:
    guest = house.guest()
    shown = ask(guest.token).json()
    assert (shown["held"], shown["cases"]) == ([], [])
    assert ask(guest.token, rights=["access"]).status_code == 404
    assert cases(house) == []


def test_what_is_held_is_counted_and_a_request_is_a_case_about_them(house: House, ask: Any) -> None:
    guest, other = house.guest(), house.guest()
    written = house.write(guest, "Hello")
    house.write(other, "I am somebody else")
    assert {one["what"]: one["count"] for one in ask(guest.token).json()["held"]} == {
        "Conversations": 1,
        "Messages": 1,
    }
    answer = ask(guest.token, rights=["erasure", "access"], words="Everything from May")
    assert answer.status_code == 201
    (case,) = answer.json()["cases"]
    assert case["rights"] == ["See what is kept", "Have it deleted"]
    assert case["state"] == "Accepted"
    assert [letter["heading"] for letter in case["letters"]] == [
        f"Your request {case['number']} to {house.slug.capitalize()}"
    ]
    (row,) = cases(house)
    with workspace_scope(house.id):
        assert (row.channel, row.identity, row.words) == ("chat", "visitor_token", "Everything from May")
        about = [one.person_id for one in RightsSubject.objects.filter(request=row)]
        assert about == [written.subject_id]
    assert ask(other.token).json()["cases"] == [], "nobody sees the requests of others"
    assert ask(guest.token).json()["cases"] == [case]


def test_what_is_asked_already_is_not_asked_twice(house: House, ask: Any) -> None:
    guest = house.guest()
    house.write(guest, "Hello")
    assert ask(guest.token, rights=["access"]).status_code == 201
    again = ask(guest.token, rights=["access", "erasure"])
    assert (again.status_code, again.json()["code"]) == (409, "conflict")
    assert len(cases(house)) == 1


@pytest.mark.parametrize(
    "body",
    [
        {"rights": []},
        {"rights": ["everything"]},
        {"rights": "access"},
        {"rights": ["access"] * 7},
        {"rights": ["access"], "words": "x" * 4001},
        {"rights": ["access"], "person": "max@mail.example"},
    ],
)
def test_what_cannot_be_asked_changes_nothing(house: House, ask: Any, body: dict[str, Any]) -> None:
    guest = house.guest()
    house.write(guest, "Hello")
    assert ask(guest.token, **body).status_code == 422
    assert cases(house) == []


def test_from_another_device_nothing_is_disclosed_before_the_first_one_proves_it(
    house: House, ask: Any
) -> None:
    """Somebody without an account or an address: only their browser knows them (Art. 11(2))."""
    here, elsewhere = house.guest(), house.guest()
    written = house.write(here, "It leaks")
    shown = ask(elsewhere.token).json()
    assert (shown["held"], shown["cases"]) == ([], [])
    assert ask(elsewhere.token, rights=["access"]).status_code == 404
    with workspace_scope(house.id):
        asked = Asked("phone", ["access"], words="I wrote from my other telephone")
        row = commands.open_case(actor=US, asked=asked)
        assert not RightsSubject.objects.filter(request=row).exists()
        (letter,) = RightsLetter.objects.filter(request=row)
        assert "only when we know that it is you who asks" in letter.body
    assert ask(here.token, rights=["access"]).status_code == 201
    proved = cases(house)[-1]
    with workspace_scope(house.id):
        assert (proved.identity, proved.state) == ("visitor_token", "accepted")
        assert RightsSubject.objects.get(request=proved).person_id == written.subject_id


def test_a_transcript_is_offered_only_where_they_are_on(house: House, ask: Any) -> None:
    guest = house.guest()
    with workspace_scope(house.id):
        chat.start(
            actor=guest.actor,
            session=guest.session,
            client_id=uuid4(),
            text="Hi",
            name="",
            email="max@mail.example",
        )
    assert ask(guest.token).json()["mail_to"] == "max@mail.example"
    with workspace_scope(house.id):
        line = register.line_of(US, "transcripts")
        off = Description(line.basis, line.necessity, on=False)
        records.describe_purpose(actor=US, activity="transcripts", description=off)
    assert ask(guest.token).json()["mail_to"] == ""
