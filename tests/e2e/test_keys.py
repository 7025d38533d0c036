"""An agent who has no mouse."""

import pytest
from playwright.sync_api import expect

from tests.e2e.people import Agent, Visitor
from tests.world import House

pytestmark = pytest.mark.e2e


def test_an_agent_answers_with_the_keyboard_alone(visitor: Visitor, ada: Agent, house: House) -> None:
    house.talk("I am first", name="Moritz")
    visitor.open()
    visitor.write("My kettle leaks")
    expect(visitor.said("My kettle leaks")).to_contain_text("Sent")
    keys = ada.page.keyboard
    keys.press("3")
    expect(ada.rows).to_have_count(2)
    keys.press("j")
    expect(ada.page.locator("a.inbox-row--selected")).to_contain_text("My kettle leaks")
    keys.press("j")
    expect(ada.page.locator("a.inbox-row--selected")).to_contain_text("I am first")
    keys.press("k")
    keys.press("Enter")
    expect(ada.said("My kettle leaks")).to_be_visible()
    keys.press("n")
    keys.type("Ask for the receipt")
    keys.press("Control+Enter")
    expect(ada.said("Ask for the receipt")).to_be_visible()
    keys.press("Escape")
    keys.press("r")
    keys.type("Which kettle, and when did you buy it?")
    keys.press("Control+Enter")
    expect(visitor.said("Which kettle, and when did you buy it?")).to_be_visible()
    keys.press("Escape")
    keys.press("e")
    expect(visitor.log.get_by_text("This conversation is closed.")).to_be_visible()
    keys.press("?")
    expect(ada.page.get_by_role("dialog")).to_be_visible()
    assert b"receipt" not in visitor.heard()


def test_a_visitor_opens_writes_and_closes_with_the_keyboard_alone(visitor: Visitor, house: House) -> None:
    keys = visitor.page.keyboard
    keys.press("Tab")
    expect(visitor.launcher).to_be_focused()
    keys.press("Enter")
    expect(visitor.field).to_be_focused()
    keys.type("Line one")
    keys.press("Shift+Enter")
    keys.type("line two")
    keys.press("Enter")
    expect(visitor.said("line two")).to_contain_text("Sent")
    assert visitor.field.input_value() == ""
    keys.press("Escape")
    expect(visitor.launcher).to_be_focused()
    expect(visitor.log).to_be_hidden()
