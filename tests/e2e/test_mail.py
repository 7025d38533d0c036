"""A customer's mail program and an agent's browser: there and back in one thread."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect
from pytest_django.fixtures import Settings

from ictdesk.desk.conversations import jobs
from ictdesk.desk.conversations.models import ScheduledAnswer
from ictdesk.kernel import clock
from ictdesk.kernel.tenancy import workspace_scope
from tests.e2e.people import Agent, texts
from tests.e2e.test_looks import faults
from tests.mail.desk import MailDesk
from tests.mail.listener import Listener, Sink, plain
from tests.world import House

pytestmark = pytest.mark.e2e


@pytest.fixture
def mail(house: House) -> Iterator[MailDesk]:
    with Listener() as listener:
        yield MailDesk(house, listener)


@pytest.fixture
def sink(settings: Settings) -> Iterator[Sink]:
    with Sink() as running:
        settings.MAILERS = running.mailers
        yield running


def test_a_letter_is_answered_in_the_inbox(mail: MailDesk, ada: Agent, sink: Sink) -> None:
    mail.write("Where is my parcel?")
    ada.open("Where is my parcel?")
    expect(ada.page.locator(".inbox-head")).to_contain_text("Parcel")
    ada.write("It comes on Friday.")
    expect(ada.said("It comes on Friday.")).to_be_visible()
    expect(ada.thread).to_contain_text("Sending")
    mail.send_all()
    expect(ada.thread.locator(".inbox-state", has_text="Sent")).to_be_visible()
    (letter,) = sink.mails
    assert letter["In-Reply-To"] == "<1@mail.example>"
    mail.write(
        "Thank you!\n\nOn 3 May 2026, Support wrote:\n> It comes on Friday.",
        to=letter["Reply-To"].addresses[0].addr_spec,
        Message_ID="<2@mail.example>",
        In_Reply_To=letter["Message-ID"],
    )
    expect(ada.said("Thank you!")).to_be_visible()
    expect(ada.said("Thank you!")).not_to_contain_text("It comes on Friday.")
    expect(ada.rows).to_have_count(1)
    mail.write("Give it to me", to=letter["Reply-To"].addresses[0].addr_spec, From="Eve <eve@mail.example>")
    expect(ada.rows).to_have_count(2)
    ada.open("Give it to me")
    expect(ada.thread).to_contain_text("its sender takes no part in that one")
    assert texts([ada]) == []


RICH = """<h2>Invoice</h2><p>Hello <b>Ada</b>, please look:</p><img src="http://tracker.invalid/1.png" alt="Far">
<script>document.title = "taken"</script><p onclick="alert(1)">Bye</p><blockquote>What you wrote</blockquote>"""


def test_the_original_is_shown_where_it_can_do_nothing(mail: MailDesk, ada: Agent) -> None:
    letter = mail.letter("Hello Ada, please look.")
    letter.add_alternative(RICH, subtype="html")
    mail.deliver(letter)
    asked: list[str] = []
    ada.page.on("request", lambda request: asked.append(request.url))
    ada.open("Hello Ada, please look.")
    expect(ada.thread).to_contain_text("Sender not checked")
    ada.thread.get_by_role("button", name="Show original").click()
    dialog = ada.page.get_by_role("dialog", name="Original mail")
    frame = dialog.frame_locator("iframe")
    expect(frame.get_by_role("heading", name="Invoice")).to_be_visible()
    expect(frame.locator("body")).to_contain_text("What you wrote")
    expect(dialog).to_contain_text("Pictures on other machines are not loaded")
    shot(ada, "mail-original")
    dialog.get_by_role("button", name="Load pictures").click()
    expect(dialog.get_by_role("button", name="Pictures loaded by the desk")).to_be_disabled()
    expect(frame.get_by_role("heading", name="Invoice")).to_be_visible()
    ada.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    own = ada.page.url.partition("/desk/")[0]
    assert any("/files/mail/" in url for url in asked), "the control: requests were seen"
    assert [url for url in asked if not url.startswith((own, "data:", "blob:"))] == []
    assert "taken" not in ada.page.title()


def shot(ada: Agent, name: str) -> None:
    """A picture to look at, where a folder for them is named."""
    folder = os.environ.get("ICTDESK_TEST_SHOTS")
    if folder:
        ada.page.screenshot(path=f"{folder}/{name}.png")


def test_a_letter_with_somebody_in_copy_goes_out_later(mail: MailDesk, ada: Agent, sink: Sink) -> None:
    mail.write("Where is my parcel?", Cc="Lea <lea@mail.example>")
    ada.open("Where is my parcel?")
    ada.thread.get_by_role("button", name="Add lea@mail.example to the conversation").click()
    ada.page.get_by_role("button", name="1 in copy").click()
    expect(ada.page.get_by_role("button", name="Take lea out of copy")).to_be_visible()
    ada.page.get_by_label("Copy", exact=True).fill("no address")
    ada.page.keyboard.press("Enter")
    expect(ada.page.get_by_role("alert")).to_have_text("This is not an e-mail address.")
    ada.page.get_by_label("Put what I answer below my answer").check()
    ada.page.locator("#composer").fill("It comes on Friday.")
    assert faults(ada.page) == []
    ada.page.get_by_role("button", name="Send later").click()
    ada.page.get_by_role("option", name="In a week").click()
    expect(ada.thread.locator(".inbox-later")).to_contain_text("Goes out on")
    expect(ada.page.locator("#composer")).to_have_value("")
    assert mail.send_all() == []
    assert faults(ada.page) == []
    with workspace_scope(mail.house.id):
        ScheduledAnswer.objects.update(due_at=clock.now())
        jobs.send_scheduled()
    expect(ada.said("It comes on Friday.")).to_be_visible()
    expect(ada.thread.locator(".inbox-later")).to_have_count(0)
    mail.send_all()
    assert sorted(sink.recipients) == ["lea@mail.example", "max@mail.example"]
    assert "> Where is my parcel?" in plain(sink.mails[0])


def test_what_waits_is_called_off_or_edited(mail: MailDesk, ada: Agent) -> None:
    mail.write("Where is my parcel?")
    ada.open("Where is my parcel?")
    waiting = ada.thread.locator(".inbox-later")
    for act in ("Edit", "Call off"):
        ada.page.locator("#composer").fill("It comes on Friday.")
        ada.page.get_by_role("button", name="Send later").click()
        ada.page.get_by_role("option", name="In 3 hours").click()
        waiting.get_by_role("button", name="Change time").click()
        ada.page.get_by_role("option", name="In a week").click()
        expect(ada.page.get_by_role("status").filter(has_text="It goes out on")).to_be_visible()
        waiting.get_by_role("button", name=act).click()
        expect(waiting).to_have_count(0)
        expect(ada.page.locator("#composer")).to_have_value("It comes on Friday." if act == "Edit" else "")
    with workspace_scope(mail.house.id):
        assert not ScheduledAnswer.objects.exists()
