"""People outside the team read everything in their language; members read English."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client

from tests.people.browsers import signed_in
from tests.requesters.speaking import english_left
from tests.requesters.test_pages import MAX, Person
from tests.world import World

LANGUAGES = ("en", "de", "fr", "es", "ur")
SAID = {"client_id": "", "name": "Max", "email": MAX, "subject": "Kettle", "text": "It leaks"}


def walk(person: Person, language: str) -> list[Any]:
    """Every page that one meets between the notice and one's own requests."""
    browser, root = person.browser, f"/w/{person.house.slug}"
    form, ask, own = (
        f"{root}/form/{person.house.inbox.widget_key}",
        f"{root}/privacy/ask",
        f"{root}/requests",
    )
    here: Any = {"QUERY_STRING": f"lang={language}"}
    pages = [
        browser.get(path, **here) for path in (f"{root}/privacy", form, ask, own, f"{root}/form/nowhere")
    ]
    pages += [
        browser.get(f"{own}/{uuid4()}", **here),
        browser.post(form, {**SAID, "client_id": str(uuid4())}, **here),
        browser.post(form, {"client_id": "x"}, **here),
        browser.post(ask, {"rights": ["access"], "name": "Max", "email": "nobody"}, **here),
    ]
    asked = browser.post(ask, {"rights": ["access"], "name": "Max", "email": MAX}, **here)
    pair = re.findall(r'name="pair" value="([^"]+)"', asked.content.decode())[0]
    code = re.findall(r'name="ask" value="([^"]+)"', asked.content.decode())[0]
    wrong = browser.post(ask, {"pair": pair, "ask": code, "code": "000000"}, **here)
    pages += [asked, wrong, browser.post(own, {"email": MAX}, **here)]
    person.enter()
    (ticket,) = person.tickets()
    return [*pages, browser.get(own, **here), browser.get(f"{own}/{ticket.id}", **here)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_public_page_speaks_one_language(world: World, language: str) -> None:
    for page in walk(Person(world.acme), language):
        said, path = page.content.decode(), page.request["PATH_INFO"]
        html = re.findall(r"<html lang=\"(\w+)\"\s*(dir=\"rtl\")?", said)
        assert html == [(language, 'dir="rtl"' if language == "ur" else "")], path
        if language == "en":
            assert english_left(said, "de"), path  # what is looked for can be found
        else:
            assert english_left(said, language) == [], path


def test_the_browser_is_asked_and_the_link_wins(world: World) -> None:
    path = f"/w/{world.acme.slug}/privacy/ask"
    tongues = [
        ({"HTTP_ACCEPT_LANGUAGE": "de-AT,en;q=0.5"}, "", "de"),
        ({"HTTP_ACCEPT_LANGUAGE": "de"}, "?lang=ur", "ur"),
        ({"HTTP_ACCEPT_LANGUAGE": "pt"}, "", "en"),
        ({}, "?lang=klingon", "en"),
    ]
    for headers, query, wanted in tongues:
        page = Client().get(path + query, **headers)  # type: ignore[arg-type]
        assert page["Content-Language"] == wanted
        assert f'<html lang="{wanted}"' in page.content.decode()
        assert not page.cookies


def test_the_choice_goes_along(world: World) -> None:
    page = Client().get(f"/w/{world.acme.slug}/requests?lang=fr").content.decode()
    assert f'href="/w/{world.acme.slug}/privacy?lang=fr"' in page
    person = Person(world.acme)
    person.ask()
    asked, code = person.code_for()
    after = person.browser.post(f"{person.list_path}?lang=fr", {"ask": asked, "code": code})
    assert after["Location"].endswith("/requests?lang=fr")


def test_the_mail_with_the_code_speaks_the_language_of_the_form(world: World) -> None:
    person = Person(world.acme)
    person.browser = Client(HTTP_ACCEPT_LANGUAGE="de", REMOTE_ADDR="2001:db8::77")
    person.ask()
    person.code_for()
    assert "ist Ihr Code für" in mail.outbox[-1].subject
    assert "15 Minuten" in str(mail.outbox[-1].body)


def test_members_read_english_whatever_their_browser_wants(world: World) -> None:
    page = Client().get("/account/login/", HTTP_ACCEPT_LANGUAGE="de")
    assert '<html lang="en"' in page.content.decode()
    assert page["Content-Language"] == "en"
    ada = signed_in(world.acme.ada)
    board = ada.get(f"/desk/{world.acme.slug}/privacy/new/?lang=de", HTTP_ACCEPT_LANGUAGE="de")
    assert board.status_code == 200
    assert '<html lang="en"' in board.content.decode()
    assert english_left(board.content.decode(), "de")
    assert "Löschung" not in board.content.decode()
