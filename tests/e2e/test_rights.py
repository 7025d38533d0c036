"""Somebody asks about their data by the public page, shows by a code that it is them, and gets an answer."""

import io
import re
from tempfile import TemporaryDirectory
from uuid import uuid4
from zipfile import ZipFile

import pyrage
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from ictdesk.desk.conversations import commands as chat
from ictdesk.desk.conversations.models import Message
from ictdesk.desk.requesters import jobs as codes
from ictdesk.desk.requesters.models import AccessCode
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.privacy.rights import jobs
from ictdesk.privacy.rights.models import RightsLetter, RightsRequest, RightsSubject
from tests.e2e.conftest import NewContext
from tests.e2e.people import Agent, Visitor
from tests.e2e.test_looks import faults
from tests.mail.listener import Sink, plain
from tests.privacy import bundles
from tests.server import Server
from tests.world import House

pytestmark = pytest.mark.e2e


def write_as_max(house: House, text: str = "It leaks") -> None:
    guest = house.guest()
    with workspace_scope(house.id):
        chat.start(
            actor=guest.actor,
            session=guest.session,
            client_id=uuid4(),
            text=text,
            name="Max",
            email="max@mail.example",
        )


def ask(page: Page, server: Server, house: House, address: str) -> None:
    page.goto(f"{server.url}/w/{house.slug}/privacy")
    page.get_by_role("link", name="See it, have it corrected or deleted").click()
    page.get_by_label("See what is kept").check()
    page.get_by_label("Your name").fill("Max")
    page.get_by_label("Your e-mail address").fill(address)
    page.get_by_label("Your country").fill("IE")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="We have your request R1")).to_be_visible()


def send_letters(house: House) -> None:
    with workspace_scope(house.id):
        waiting = list(RightsLetter.objects.filter(sent_at__isnull=True).values_list("id", flat=True))
    for letter in waiting:
        jobs.send_letter(str(house.id), str(letter))


def answered_as_max(house: House) -> None:
    """An answer names somebody else."""
    write_as_max(house)
    with workspace_scope(house.id):
        conversation = Message.objects.get().conversation
    bundles.talk(house, "Hi", name="Bea Long", email="bea@mail.example")
    house.say(house.ada.actor, conversation, "Please call Bea Long")


def handle(office: Page, house: House) -> None:
    """From the beginning of the work to the letter: others are withheld, and the letter waits for the archive."""
    do(office, "Begin")
    bundles.run(house)
    office.reload()
    office.get_by_role("link", name="Read", exact=True).click()
    expect(office.get_by_text("call Bea")).to_be_visible()
    assert Axe().run(office).response["violations"] == []
    office.get_by_role("button", name="Withhold the one that is left").click()
    expect(office.get_by_text("Nothing waits for you")).to_be_visible()
    office.get_by_role("link", name="R1", exact=True).click()
    do(office, "To review", "Agree")
    office.get_by_role("button", name="Send the answer").click()
    expect(office.get_by_text("The archive is still being made.")).to_be_visible()
    bundles.run(house)
    do(office, "Send the answer")


def do(page: Page, *buttons: str) -> None:
    for name in buttons:
        page.get_by_role("button", name=name, exact=True).click()
        expect(page.get_by_text("Done.", exact=True)).to_be_visible()


def test_from_the_public_page_to_the_letter(
    new_context: NewContext, server: Server, house: House, settings: Settings
) -> None:
    answered_as_max(house)
    page = new_context(java_script_enabled=False, viewport={"width": 375, "height": 800}).new_page()
    ask(page, server, house, "max@mail.example")
    with Sink() as sink:
        settings.MAILERS = sink.mailers
        with workspace_scope(house.id):
            row = AccessCode.objects.get()
        codes.send_code(str(house.id), str(row.id))
        page.get_by_label("Code from the mail").fill("000000 ")
        page.get_by_role("button", name="It is me").click()
        expect(page.get_by_text("This code is wrong or over")).to_be_visible()
        page.get_by_label("Code from the mail").fill(re.findall(r"\d{6}", sink.mails[-1]["Subject"])[0])
        page.get_by_role("button", name="It is me").click()
        expect(page.get_by_role("heading", name="Thank you, now we know that it is you")).to_be_visible()
        office = Agent.sign_in(new_context(), server.url, house, house.people["vera"]).page
        office.goto(f"{server.url}/desk/{house.slug}/privacy/")
        office.get_by_role("link", name="R1 Max").click()
        expect(office.get_by_role("definition").filter(has_text="Max").first).to_be_visible()
        handle(office, house)
        send_letters(house)
        do(office, "Close")
        assert Axe().run(office).response["violations"] == []
        first, answer = (plain(mail) for mail in sink.mails if "R1" in mail["Subject"])
        fetch(page, server, answer, house, sink)
    assert "You get our answer by" in first
    assert "See what is kept (Art. 15): Done" in answer
    assert "Data Protection Commission" in answer


def fetch(page: Page, server: Server, letter: str, house: House, sink: Sink) -> None:
    """The person follows the letter, shows once more who they are, and opens what they get without a network."""
    (path,) = re.findall(r"/w/\S+/privacy/data/\S+", letter)
    page.goto(f"{server.url}{path}")
    page.get_by_role("button", name="Send me the code").click()
    with workspace_scope(house.id):
        row = AccessCode.objects.order_by("-created_at").first()
    codes.send_code(str(house.id), str(row.id))
    page.get_by_label("Code from the mail").fill("000000 ")
    page.get_by_role("button", name="Show my data").click()
    expect(page.get_by_text("This code is wrong or over")).to_be_visible()
    page.get_by_label("Code from the mail").fill(re.findall(r"\d{6}", sink.mails[-1]["Subject"])[0])
    page.get_by_role("button", name="Show my data").click()
    secret = page.locator("#secret").inner_text()
    with page.expect_download() as taken:
        page.get_by_role("link", name="Download, sealed").click()
    sealed = taken.value.path().read_bytes()
    with TemporaryDirectory() as folder:
        ZipFile(io.BytesIO(pyrage.passphrase.decrypt(sealed, secret))).extractall(folder)
        page.context.set_offline(True)
        page.goto(f"file://{folder}/index.html")
        assert page.locator("body").evaluate("one => getComputedStyle(one).maxWidth") == "832px"
        page.locator("a[href^=conversations]").click()
        expect(page.get_by_text("It leaks")).to_be_visible()
        expect(page.locator(".bar")).to_have_count(1)
        expect(page.get_by_text("Bea")).to_have_count(0)


def test_an_unknown_address_looks_the_same(new_context: NewContext, server: Server, house: House) -> None:
    write_as_max(house)
    seen = []
    for at, address in enumerate(("max@mail.example", "nobody@mail.example"), start=1):
        page = new_context().new_page()
        page.goto(f"{server.url}/w/{house.slug}/privacy/ask")
        page.get_by_label("Have it deleted").check()
        page.get_by_label("Your name").fill("Max")
        page.get_by_label("Your e-mail address").fill(address)
        page.get_by_role("button", name="Send").click()
        expect(page.get_by_role("heading", name=f"We have your request R{at}")).to_be_visible()
        seen.append(page.locator("main").inner_text().replace(f"R{at}", "R"))
        assert Axe().run(page).response["violations"] == []
    assert seen[0] == seen[1]
    with workspace_scope(house.id):
        assert {row.state for row in RightsRequest.objects.all()} == {"received"}
        assert RightsSubject.objects.count() == 0
        bodies = [letter.body.replace("R1", "R").replace("R2", "R") for letter in RightsLetter.objects.all()]
    assert bodies[0] == bodies[1]


def test_a_pair_that_we_did_not_give_opens_nothing(
    new_context: NewContext, server: Server, house: House
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    ask(page, server, house, "max@mail.example")
    field = page.locator("input[name=pair]")
    forged = field.get_attribute("value") or ""
    page.context.set_extra_http_headers({})
    answer = page.request.post(
        page.url,
        form={"code": "123456", "ask": "x", "pair": forged[:-2] + "aa"},
        headers={"Referer": page.url, "Origin": server.url},
    )
    assert answer.status == 404


def test_an_agent_makes_a_case_of_a_message(
    new_context: NewContext, server: Server, house: House, ada: Agent
) -> None:
    write_as_max(house, "Please delete everything you have of me")
    ada.open("Please delete everything")
    said = ada.said("Please delete everything")
    said.hover()
    ada.page.get_by_role("link", name="They ask about their data").click()
    expect(ada.page.get_by_label("What they said")).to_have_value("Please delete everything you have of me")
    expect(ada.page.get_by_label("E-mail address")).to_have_value("max@mail.example")
    ada.page.get_by_label("Have it deleted").check()
    ada.page.get_by_role("button", name="Open a case").click()
    expect(ada.page.get_by_role("heading", name="R1 is with the privacy office")).to_be_visible()
    with workspace_scope(house.id):
        row, message = RightsRequest.objects.get(), Message.objects.get()
        assert (row.message_id, row.received_at, row.channel) == (message.id, message.created_at, "chat")
        assert RightsSubject.objects.get().person_id == message.subject_id


def test_a_visitor_sees_what_is_held_and_asks_in_the_chat(visitor: Visitor, house: House) -> None:
    """The code for it comes when it is asked for; the case is about them, and is accepted at once."""
    visitor.open()
    visitor.write("My kettle leaks")
    expect(visitor.said("My kettle leaks")).to_be_visible()
    visitor.chat.get_by_role("button", name="Settings and privacy").click()
    visitor.chat.get_by_role("button", name="Your data and your rights").click()
    expect(visitor.chat.get_by_text("Messages: 1")).to_be_visible()
    expect(visitor.chat.get_by_role("button", name="Mail this chat")).to_have_count(0)
    send = visitor.chat.get_by_role("button", name="Ask", exact=True)
    expect(send).to_be_disabled()
    visitor.chat.get_by_label("Have it deleted").check()
    send.click()
    expect(visitor.chat.get_by_role("status").filter(has_text="We have your request.")).to_be_focused()
    expect(visitor.chat.get_by_text("R1: Have it deleted")).to_be_visible()
    visitor.chat.get_by_text(re.compile("Your request R1 to")).click()
    expect(visitor.chat.get_by_text("It costs you nothing.")).to_be_visible()
    visitor.chat.get_by_label("Have it deleted").check()
    send.click()
    expect(visitor.chat.get_by_text("You asked for this already")).to_be_visible()
    assert faults(visitor.page) == []
    with workspace_scope(house.id):
        assert RightsRequest.objects.get().identity == "visitor_token"
    visitor.chat.get_by_role("button", name="Back to the chat").click()
    visitor.chat.get_by_role("button", name="Settings and privacy").click()
    visitor.chat.get_by_label("Your e-mail").fill("max@mail.example")
    visitor.chat.get_by_role("button", name="Save", exact=True).click()
    expect(visitor.chat.get_by_text("Saved")).to_be_visible()
    visitor.chat.get_by_role("button", name="Your data and your rights").click()
    visitor.chat.get_by_role("button", name="Mail this chat to max@mail.example").click()
    expect(visitor.chat.get_by_text("It is on its way.")).to_be_visible()
