"""The form and the requesters' pages, used by a browser without scripts."""

import re
import secrets
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ictdesk.desk.contacts import commands as contacts
from ictdesk.desk.conversations import commands as conversations
from ictdesk.desk.conversations import fields
from ictdesk.desk.conversations.models import Attachment, Conversation, Message
from ictdesk.desk.requesters import jobs
from ictdesk.desk.requesters.models import AccessCode, RequesterSession
from ictdesk.kernel import clock
from ictdesk.kernel.tenancy import workspace_scope
from tests.contacts.pair import MAPPED
from tests.kernel import queue_of
from tests.world import US, House, World

MAX = "max@mail.example"


def a_browser(**settings: Any) -> Client:
    """From an address of its own, since limits count by address."""
    return Client(
        **settings, REMOTE_ADDR=f"2001:db8:{secrets.randbelow(2**16):x}:{secrets.randbelow(2**16):x}::1"
    )


class Person:
    """Somebody with a browser."""

    def __init__(self, house: House) -> None:
        self.house, self.browser = house, a_browser()

    @property
    def list_path(self) -> str:
        return f"/w/{self.house.slug}/requests"

    def ask(self, text: str = "It leaks", *, email: str = MAX, **more: Any) -> Any:
        path = f"/w/{self.house.slug}/form/{self.house.inbox.widget_key}"
        said = {"client_id": str(uuid4()), "name": "Max", "email": email, "subject": "Kettle", "text": text}
        return self.browser.post(path, said | more)

    def code_for(self, email: str = MAX, path: str = "") -> tuple[str, str]:
        """What the page holds of the question, and the code that came by mail (empty if none came)."""
        before = len(mail.outbox)
        page = self.browser.post(path or self.list_path, {"email": email})
        assert page.status_code == 200
        asked = re.search(r'name="ask" value="([0-9a-f-]+)"', page.content.decode())
        assert asked
        jobs.send_code(str(self.house.id), asked[1])
        came = mail.outbox[before:]
        return asked[1], re.findall(r"\d{6}", str(came[0].subject))[0] if came else ""

    def enter(self, email: str = MAX) -> Any:
        asked, code = self.code_for(email)
        return self.browser.post(self.list_path, {"ask": asked, "code": code})

    def tickets(self) -> list[Conversation]:
        with workspace_scope(self.house.id):
            return list(Conversation.objects.filter(number__isnull=False).order_by("number"))


@pytest.fixture
def person(world: World) -> Person:
    return Person(world.acme)


def test_a_form_makes_a_ticket_with_its_files(person: Person) -> None:
    page = person.ask(attached=[SimpleUploadedFile("map.txt", b"left, then right")])
    assert (page.status_code, b"number 1" in page.content) == (200, True)
    (ticket,) = person.tickets()
    assert (ticket.channel, ticket.number, person.house.bodies(ticket)) == ("form", 1, ["It leaks"])
    with workspace_scope(person.house.id):
        assert [file.name for file in Attachment.objects.filter(conversation=ticket)] == ["map.txt"]


def test_a_form_that_is_sent_twice_is_one_request(person: Person) -> None:
    client_id = str(uuid4())
    for _ in range(2):
        assert person.ask(client_id=client_id).status_code == 200
    assert len(person.tickets()) == 1


@pytest.mark.parametrize("wrong", [{"email": "nobody"}, {"text": ""}, {"subject": ""}, {"client_id": "x"}])
def test_a_form_with_a_slip_says_so_and_makes_nothing(person: Person, wrong: dict[str, str]) -> None:
    page = person.ask(**wrong)
    assert page.status_code == 422
    assert person.tickets() == []


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://testserver"}, 200),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({}, 200),
    ],
)
def test_a_form_is_sent_from_its_own_page_alone(person: Person, headers: dict[str, str], status: int) -> None:
    person.browser = a_browser(enforce_csrf_checks=True, headers=headers)
    page = person.ask()
    assert (page.status_code, page.cookies.keys()) == (status, set())
    assert len(person.tickets()) == (status == 200)


def test_a_form_can_be_sent_so_often(person: Person) -> None:
    answers = [person.ask(f"{n}").status_code for n in range(12)]
    assert answers == [200] * 10 + [429] * 2
    assert len(person.tickets()) == 10


def test_a_form_of_another_desk_is_not_there(world: World, person: Person) -> None:
    path = f"/w/{person.house.slug}/form/{world.globex.inbox.widget_key}"
    assert person.browser.get(path).status_code == 404


def test_whoever_reads_the_mailbox_sees_their_requests(person: Person) -> None:
    person.ask()
    (ticket,) = person.tickets()
    person.house.say(person.house.ada.actor, ticket, "Which one?")
    person.house.say(person.house.ada.actor, ticket, "An old customer", note=True)
    assert person.enter().status_code == 302
    assert b"Kettle" in person.browser.get(person.list_path).content
    page = person.browser.get(f"{person.list_path}/{ticket.id}").content.decode()
    assert "It leaks" in page
    assert "Which one?" in page
    for hidden in ("An old customer", person.house.ada.email):
        assert hidden not in page


def test_they_answer_and_a_solved_one_is_open_again(person: Person) -> None:
    person.ask()
    (ticket,) = person.tickets()
    with workspace_scope(person.house.id):
        conversations.solve(actor=US, conversation=ticket)
    person.enter()
    path = f"{person.list_path}/{ticket.id}"
    said = {"client_id": str(uuid4()), "text": "It still leaks"}
    file = SimpleUploadedFile("drip.txt", b"drip")
    for _ in range(2):
        assert person.browser.post(path, said | {"attached": [file]}).status_code == 302
        file.seek(0)
    assert person.house.bodies(ticket) == ["It leaks", "It still leaks"]
    (ticket,) = person.tickets()
    assert ticket.category == "open"
    assert "drip.txt" in person.browser.get(path).content.decode()


def test_an_answer_of_nothing_is_refused(person: Person) -> None:
    person.ask()
    (ticket,) = person.tickets()
    person.enter()
    page = person.browser.post(f"{person.list_path}/{ticket.id}", {"client_id": str(uuid4()), "text": " "})
    assert page.status_code == 422
    assert person.house.bodies(ticket) == ["It leaks"]


def test_an_unknown_address_is_answered_alike_and_gets_no_mail(person: Person) -> None:
    person.ask()
    pages = []
    for email in (MAX, "eve@mail.example"):
        page = person.browser.post(person.list_path, {"email": email})
        pages.append(re.sub(r'value="[^"]+"|nonce-[^"]+', "", page.content.decode()))
    assert pages[0] == pages[1]
    assert person.code_for("eve@mail.example")[1] == ""
    assert person.code_for()[1] != ""


def test_a_link_alone_opens_nothing_and_its_code_goes_to_whom_it_belongs(person: Person) -> None:
    person.ask()
    (ticket,) = person.tickets()
    thief = Person(person.house)
    path = f"{thief.list_path}/{ticket.id}"
    page = thief.browser.get(path).content.decode()
    assert "It leaks" not in page
    assert MAX not in page
    thief.browser.post(path, {"email": ""})
    with workspace_scope(person.house.id):
        row = AccessCode.objects.order_by("-created_at")[0]
    jobs.send_code(str(person.house.id), str(row.id))
    assert mail.outbox[-1].to == [MAX]
    never = thief.browser.post(f"{thief.list_path}/{uuid4()}", {"email": ""})
    assert never.status_code == 200


def test_a_code_works_once_and_only_so_many_are_tried(person: Person) -> None:
    person.ask()
    asked, code = person.code_for()
    wrong = f"{(int(code) + 1) % 10**6:06d}"
    for _ in range(4):
        assert person.browser.post(person.list_path, {"ask": asked, "code": wrong}).status_code == 422
    assert person.browser.post(person.list_path, {"ask": asked, "code": code}).status_code == 302
    again = a_browser()
    assert again.post(person.list_path, {"ask": asked, "code": code}).status_code == 422


def test_after_five_wrong_codes_the_right_one_is_over(person: Person) -> None:
    person.ask()
    asked, code = person.code_for()
    wrong = f"{(int(code) + 1) % 10**6:06d}"
    for _ in range(5):
        person.browser.post(person.list_path, {"ask": asked, "code": wrong})
    assert person.browser.post(person.list_path, {"ask": asked, "code": code}).status_code == 422


def test_only_so_many_codes_are_mailed(person: Person) -> None:
    person.ask()
    for _ in range(7):
        assert person.browser.post(person.list_path, {"email": MAX}).status_code == 200
    assert len(queue_of.jobs(person.house.id, "requesters.send_code")) == 5


def test_a_stranger_sees_nothing_of_mine(person: Person) -> None:
    person.ask()
    (mine,) = person.tickets()
    eve = Person(person.house)
    eve.ask("Hers", email="eve@mail.example")
    assert eve.enter("eve@mail.example").status_code == 302
    assert b"Hers" in eve.browser.get(f"{eve.list_path}/{eve.tickets()[1].id}").content
    path = f"{eve.list_path}/{mine.id}"
    assert eve.browser.get(path).status_code == 404
    posted = eve.browser.post(path, {"client_id": str(uuid4()), "text": "I am Max"})
    assert posted.status_code == 404
    assert person.house.bodies(mine) == ["It leaks"]


def test_signing_out_ends_the_session(person: Person) -> None:
    person.ask()
    person.enter()
    token = {name: cookie.value for name, cookie in person.browser.cookies.items()}
    assert person.browser.post(f"{person.list_path}/leave").status_code == 302
    kept = a_browser()
    kept.cookies.load(token)
    assert b"Kettle" not in kept.get(person.list_path).content


def test_the_cookie_is_out_of_reach_and_for_these_pages_only(person: Person) -> None:
    person.ask()
    cookie = person.enter().cookies["requester"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (
        True,
        "Lax",
        f"/w/{person.house.slug}/",
    )


def test_what_is_over_is_forgotten(person: Person) -> None:
    person.ask()
    person.enter()
    with workspace_scope(person.house.id):
        old = clock.now() - timedelta(days=3)
        AccessCode.objects.update(created_at=old)
        RequesterSession.objects.update(expires_at=old)
        jobs.tidy()
        assert not AccessCode.objects.exists()
        assert not RequesterSession.objects.exists()


def test_a_merged_request_leads_on_and_answers_follow(person: Person) -> None:
    person.ask()
    (source,) = person.tickets()
    with workspace_scope(person.house.id):
        target, _ = conversations.start_for(
            actor=US,
            contact=source.contact,
            inbox=person.house.inbox,
            client_id=uuid4(),
            text="Your lid",
            ticket=True,
        )
        conversations.merge(actor=US, source=source, target=target)
    person.enter()
    path = f"{person.list_path}/{source.id}"
    page = person.browser.get(path).content.decode()
    assert f'href="{person.list_path}/{target.id}"' in page
    assert "Your answer is added to #2." in page
    assert person.browser.post(path, {"client_id": str(uuid4()), "text": "It still leaks"}).status_code == 302
    assert person.house.bodies(target)[-1] == "It still leaks"
    assert person.house.bodies(source) == ["It leaks", "This request goes on in #2."]


def test_the_form_asks_for_what_is_public(person: Person) -> None:
    with workspace_scope(person.house.id):
        for key, kind, more in (
            ("order", "text", {"public": True}),
            ("bought", "date", {"public": True}),
            ("size", "choice", {"public": True, "choices": ["small", "large"]}),
            ("margin", "number", {}),
        ):
            contacts.define_attribute(
                actor=US, about="ticket", key=key, label=key.title(), kind=kind, **MAPPED, **more
            )
    page = person.browser.get(f"/w/{person.house.slug}/form/{person.house.inbox.widget_key}").content.decode()
    assert [name in page for name in ("own_order", "own_bought", "own_size", "own_margin")] == [True] * 3 + [
        False
    ]
    assert person.ask(own_size="huge").status_code == 422
    assert person.ask(own_bought="yesterday").status_code == 422
    assert person.tickets() == []
    assert person.ask(own_order="4711", own_size="large", own_margin="7").status_code == 200
    (ticket,) = person.tickets()
    with workspace_scope(person.house.id):
        known = {one["key"]: one["value"] for one in fields.values_of(ticket)}
    assert known == {"order": "4711", "bought": None, "size": "large", "margin": None}


def test_what_is_right_stands_below_a_message(person: Person) -> None:
    person.ask()
    (ticket,) = person.tickets()
    with workspace_scope(person.house.id):
        message = Message.objects.filter(conversation=ticket).order_by("seq")[0]
        conversations.correct_message(actor=person.house.ada.actor, message=message, text="It was <b>dry</b>")
    person.enter()
    page = person.browser.get(f"{person.list_path}/{ticket.id}").content.decode()
    assert page.index("It leaks") < page.index("Corrected") < page.index("It was &lt;b&gt;dry&lt;/b&gt;")
    assert "Ada" not in page
