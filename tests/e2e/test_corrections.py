"""What a message says wrong is put right below it, before the eyes of a colleague; the chat's visitor hears nothing of it."""

import pytest
from playwright.sync_api import expect

from tests.e2e.people import Agent, Visitor
from tests.e2e.test_lists import grace

pytestmark = pytest.mark.e2e
__all__ = ["grace"]


def test_a_correction_is_seen_at_once_and_taken_away_again(
    visitor: Visitor, ada: Agent, grace: Agent
) -> None:
    visitor.open()
    visitor.write("I owe you 40")
    for one in (ada, grace):
        one.open("I owe you 40")
    message = ada.thread.locator("article").filter(has_text="I owe you 40")
    message.hover()
    message.get_by_role("button", name="Correct what it says").click()
    field = ada.page.get_by_label("What is right")
    expect(field).to_be_focused()
    field.fill("It was paid in May")
    field.press("Control+Enter")
    expect(field).to_be_hidden()
    for one in (ada, grace):
        expect(one.said("I owe you 40")).to_contain_text("It was paid in May")
        expect(one.said("I owe you 40")).to_contain_text("by Ada Okafor")
    grace.thread.get_by_role("button", name="Remove this correction").click()
    for one in (ada, grace):
        expect(one.said("I owe you 40")).not_to_contain_text("It was paid in May")
    assert b"paid in May" not in visitor.heard()
