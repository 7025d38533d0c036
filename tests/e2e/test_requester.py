"""Somebody asks by the form, without scripts, and comes back to see what became of it."""

import re
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from ictdesk.desk.requesters import jobs
from ictdesk.desk.requesters.models import AccessCode
from ictdesk.kernel.tenancy import workspace_scope
from tests.e2e.conftest import NewContext
from tests.e2e.people import Agent
from tests.mail.desk import MailDesk
from tests.mail.listener import Listener, Sink, plain
from tests.server import Server
from tests.world import House

pytestmark = pytest.mark.e2e


def ask(new_context: NewContext, server: Server, house: House) -> Page:
    """Max fills in the form on a phone; the page that thanks him."""
    page = new_context(java_script_enabled=False, viewport={"width": 375, "height": 800}).new_page()
    page.goto(f"{server.url}/w/{house.slug}/form/{house.inbox.widget_key}")
    page.get_by_label("Your name").fill("Max")
    page.get_by_label("Your e-mail address").fill("max@mail.example")
    page.get_by_label("What is it about?").fill("The kettle")
    page.get_by_label("Your request").fill("It leaks")
    page.get_by_label("Files").set_input_files(
        {"name": "drip.txt", "mimeType": "text/plain", "buffer": b"drip"}
    )
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Your request has the number 1")).to_be_visible()
    return page


def test_a_form_an_answer_by_mail_and_the_page_of_the_request(
    new_context: NewContext, server: Server, house: House, ada: Agent, settings: Settings
) -> None:
    page = ask(new_context, server, house)
    ada.open("It leaks")
    ada.write("Which one is it?")
    with Sink() as sink, Listener() as listener:
        settings.MAILERS = sink.mailers
        MailDesk(house, listener).send_all()
        (letter,) = sink.mails
        link = urlsplit(re.findall(r"http\S+", plain(letter))[0])
        page.goto(server.url + link.path)
        expect(page.locator("body")).not_to_contain_text("It leaks")
        page.get_by_role("button", name="Send me a code").click()
        with workspace_scope(house.id):
            row = AccessCode.objects.get()
        jobs.send_code(str(house.id), str(row.id))
        code = re.findall(r"\d{6}", sink.mails[-1]["Subject"])[0]
    page.get_by_label("Code from the mail").fill(code)
    page.get_by_role("button", name="Show my requests").click()
    expect(page.get_by_text("Which one is it?")).to_be_visible()
    seen = new_context(storage_state=page.context.storage_state()).new_page()
    for path in (link.path, f"/w/{house.slug}/requests"):
        seen.goto(server.url + path)
        expect(seen.get_by_role("button", name="Sign out")).to_be_visible()
        assert Axe().run(seen).response["violations"] == []
    page.get_by_label("Your answer").fill("The blue one")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("The blue one")).to_be_visible()
    expect(ada.said("The blue one")).to_be_visible()
    page.get_by_role("link", name="Your requests").click()
    expect(page.get_by_role("link", name=re.compile("#1 The kettle"))).to_be_visible()


@pytest.mark.parametrize("look", [{"color_scheme": "dark", "viewport": {"width": 375, "height": 800}}, {}])
def test_axe_finds_nothing_on_the_pages_of_a_requester(
    new_context: NewContext, server: Server, house: House, look: dict[str, object]
) -> None:
    page = new_context(**look).new_page()
    page.goto(f"{server.url}/w/{house.slug}/requests")
    page.get_by_label("Your e-mail address").fill("eve@mail.example")
    page.get_by_role("button", name="Send me a code").click()
    expect(page.get_by_label("Code from the mail")).to_be_visible()
    assert Axe().run(page).response["violations"] == []
