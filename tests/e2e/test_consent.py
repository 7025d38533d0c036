"""The one question in the chat: two equal buttons, nothing chosen beforehand, and the chat goes on."""

import pytest
from playwright.sync_api import expect

from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.privacy.consent import commands
from ictdesk.privacy.consent.models import ConsentEvent
from tests.e2e.people import Visitor
from tests.e2e.test_looks import faults
from tests.privacy.test_consent import purpose
from tests.world import US, House

pytestmark = pytest.mark.e2e


def test_a_no_is_as_near_as_a_yes_and_the_chat_goes_on(house: House, visitor: Visitor) -> None:
    news = purpose(house)
    with workspace_scope(house.id):
        commands.ask_in_chat(actor=US, purpose=news, moment="start")
    visitor.open()
    visitor.write("My kettle leaks")
    expect(visitor.said("My kettle leaks")).to_be_visible()
    card = visitor.chat.get_by_role("region", name="Newsletter")
    expect(card).to_have_count(0)
    visitor.chat.get_by_role("button", name="Settings and privacy").click()
    visitor.chat.get_by_label("Your e-mail").fill("max@mail.example")
    visitor.chat.get_by_role("button", name="Save").click()
    expect(visitor.chat.get_by_text("Saved")).to_be_visible()
    visitor.chat.get_by_role("button", name="Back to the chat").click()
    expect(card).to_contain_text("News once a month.")
    assert faults(visitor.page) == []
    no, yes = (card.get_by_role("button", name=name) for name in ("No, thank you", "Yes, I agree"))
    assert [one.get_attribute("class") for one in (no, yes)] == ["button", "button"]
    visitor.write("Still leaking")
    expect(visitor.said("Still leaking")).to_be_visible()
    no.click()
    expect(card).to_contain_text("We have noted your answer.")
    card.get_by_role("button", name="Close").click()
    expect(card).to_be_hidden()
    with workspace_scope(house.id):
        (event,) = ConsentEvent.objects.all()
    assert (event.state, event.how, event.version) == ("refused", "widget", 1)
    assert visitor.complaints == []
