"""Sign-up on the public pages, as a browser without scripts does it."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client
from pytest_django.fixtures import Settings

from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.trust.agreements import wording
from ictdesk.trust.agreements.models import AgreementAcceptance
from tests.requesters.test_pages import a_browser


@pytest.fixture(autouse=True)
def _open(settings: Settings) -> None:
    settings.ICTDESK_SIGN_UP = True


def form(**other: str) -> dict[str, str]:
    word = uuid4().hex[:10]
    said = {
        "client_id": str(uuid4()),
        "organisation": "Kettles Ltd",
        "slug": f"k-{word}",
        "name": "Olga",
        "email": f"olga-{word}@mail.example",
        "plan": "free",
        "region": "eu",
        "agreement": wording.VERSION,
        "agreed": "on",
    }
    return said | other


def link_of(letter: Any) -> str:
    found = re.search(r"http://[^/\s]+(/sign-up/\S+)", str(letter.body))
    assert found
    return found[1]


def test_a_mail_finishes_it_and_looking_makes_nothing() -> None:
    said, before = form(), len(mail.outbox)
    page = a_browser().post("/sign-up", said)
    (letter,) = mail.outbox[before:]
    assert (page.status_code, letter.to, len(page.cookies)) == (200, [said["email"]], 0)
    path = link_of(letter)
    browser = a_browser()
    shown = browser.get(path)
    assert (shown.status_code, shown["Cache-Control"], shown["Referrer-Policy"]) == (
        200,
        "no-store",
        "no-referrer",
    )
    assert not WorkspaceEntry.objects.filter(slug=said["slug"]).exists()
    led = browser.post(path)
    assert led.status_code == 302
    entry = WorkspaceEntry.find(slug=said["slug"])
    assert AgreementAcceptance.objects.filter(workspace_id=entry.id).exists()
    choice = browser.get(led["Location"], follow=True)
    assert (choice.status_code, b'type="password"' in choice.content) == (200, True)


@pytest.mark.parametrize("missing", ["agreed", "organisation", "slug", "email", "agreement"])
def test_nothing_goes_out_while_something_is_missing(missing: str) -> None:
    said, before = form(), len(mail.outbox)
    del said[missing]
    assert a_browser().post("/sign-up", said).status_code == 422
    assert mail.outbox[before:] == []


def test_a_taken_address_is_named(vendor: WorkspaceEntry) -> None:
    page = a_browser().post("/sign-up", form(slug=vendor.slug))
    assert (page.status_code, "taken" in page.content.decode()) == (422, True)


def test_a_mailbox_is_not_filled() -> None:
    email, before = f"{uuid4().hex}@mail.example", len(mail.outbox)
    answers = [a_browser().post("/sign-up", form(email=email)).status_code for _ in range(7)]
    assert answers == [200] * 5 + [422] * 2
    assert len(mail.outbox) - before == 5


def test_closed_it_is_not_there(settings: Settings) -> None:
    assert "/sign-up" in a_browser().get("/plans").content.decode()
    settings.ICTDESK_SIGN_UP = False
    before = len(mail.outbox)
    assert a_browser().get("/sign-up").status_code == 404
    assert a_browser().post("/sign-up", form()).status_code == 404
    assert mail.outbox[before:] == []
    assert "/sign-up" not in a_browser().get("/plans").content.decode()


def test_a_forged_link_is_not_there() -> None:
    for path in ("/sign-up/x", "/sign-up/x:y:z"):
        assert a_browser().get(path).status_code == 404
        assert a_browser().post(path).status_code == 404


def test_another_website_cannot_press_the_button() -> None:
    said, before = form(), len(mail.outbox)
    a_browser().post("/sign-up", said)
    path = link_of(mail.outbox[before])
    assert Client(headers={"Sec-Fetch-Site": "cross-site"}).post(path).status_code == 403
    assert not WorkspaceEntry.objects.filter(slug=said["slug"]).exists()


def test_the_agreement_is_there_to_read() -> None:
    text = a_browser().get("/agreement/text").content.decode()
    assert wording.digest().hex() in text
    for one in wording.CLAUSES:
        assert one.article in text
