"""Two agents at once: naming each other, not answering twice, being told."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import NewContext
from tests.e2e.people import Agent, Visitor
from tests.e2e.test_lists import count, grace
from tests.e2e.test_looks import faults
from tests.server import Server
from tests.world import House

pytestmark = pytest.mark.e2e
__all__ = ["grace"]

TOLD = """
window.told = [];
window.Notification = class { constructor(title, options) { window.told.push([title, options.body]) }
  static permission = "granted"
  static requestPermission() { window.asked = true; return Promise.resolve("granted") } };
Object.defineProperty(document, "hidden", { get: () => true });
"""
"""A browser whose window is behind another one and whose user says yes."""


def test_a_colleague_is_named_and_finds_it_at_once(ada: Agent, grace: Agent, house: House) -> None:
    house.talk("Is this covered?", name="Max")
    ada.open("Is this covered?")
    keys = ada.page.keyboard
    keys.press("n")
    keys.type("Do you know this, @gra")
    expect(ada.page.get_by_role("listbox", name="Mention").get_by_role("option")).to_have_count(1)
    assert faults(ada.page) == []
    keys.press("Enter")
    expect(ada.field).to_have_value("Do you know this, @Grace Ng ")
    keys.type("?")
    keys.press("Control+Enter")
    expect(ada.said("@Grace Ng ?")).to_be_visible()
    expect(count(grace, "Mentions")).to_have_text("1")
    grace.page.keyboard.press("4")
    expect(grace.rows).to_have_count(1)
    expect(grace.rows).to_contain_text("You are mentioned")
    expect(grace.page).to_have_title("(1) Inbox")
    grace.rows.click()
    expect(grace.said("@Grace Ng ?")).to_be_visible()
    expect(count(grace, "Mentions")).to_have_count(0)
    expect(grace.rows).not_to_contain_text("You are mentioned")
    expect(grace.rows).to_have_count(1)
    expect(count(ada, "Mentions")).to_have_count(0)


def test_before_two_answer_the_second_is_asked_once(
    visitor: Visitor, ada: Agent, grace: Agent, house: House
) -> None:
    visitor.open()
    visitor.write("Where is my parcel?")
    for agent in (ada, grace):
        agent.open("Where is my parcel?")
    ada.field.fill("Let me look")
    grace.write("It comes tomorrow")
    expect(grace.page.get_by_role("alert")).to_contain_text("Ada Okafor is writing an answer")
    grace.field.press("Control+Enter")
    expect(ada.said("It comes tomorrow")).to_be_visible()
    ada.field.press("Control+Enter")
    question = ada.page.get_by_role("alert").filter(has_text="Grace Ng answered")
    expect(question).to_contain_text("Send anyway?")
    assert faults(ada.page) == []
    expect(ada.field).to_have_value("Let me look")
    question.get_by_role("button", name="Keep writing").click()
    expect(question).to_have_count(0)
    ada.field.press("Control+Enter")
    question.get_by_role("button", name="Send anyway").click()
    expect(visitor.said("Let me look")).to_be_visible()
    expect(ada.field).to_have_value("")


def test_whoever_types_is_named_before_one_sends(visitor: Visitor, ada: Agent, grace: Agent) -> None:
    visitor.open()
    visitor.write("Where is my parcel?")
    for agent in (ada, grace):
        agent.open("Where is my parcel?")
    grace.field.press_sequentially("It c")
    expect(ada.page.locator(".inbox-collision")).to_contain_text("Grace Ng is writing an answer here.")
    ada.write("Let me look")
    expect(ada.page.get_by_role("alert")).to_contain_text("Grace Ng is writing an answer. Send anyway?")
    ada.field.press("Control+Enter")
    expect(visitor.said("Let me look")).to_be_visible()


def test_a_notification_says_who_and_not_what(new_context: NewContext, server: Server, house: House) -> None:
    context = new_context()
    context.add_init_script(TOLD)
    ada = Agent.sign_in(context, server.url, house, house.ada)
    guest = house.guest()
    house.write(guest, "before she wants to be told", name="Max")
    expect(count(ada, "All")).to_have_text("1")
    assert ada.page.evaluate("[window.told.length, !!window.asked]") == [0, False]
    ada.page.get_by_role("button", name="Notifications", exact=True).click()
    ada.page.get_by_role("option", name="Show notifications").click()
    ada.page.keyboard.press("Escape")
    assert ada.page.evaluate("window.asked")
    house.write(guest, "a secret")
    ada.page.wait_for_function("() => window.told.length > 0", polling=100)
    assert ada.page.evaluate("window.told") == [["Max wrote", house.slug.capitalize()]]
    ada.reload()
    ada.page.get_by_role("button", name="Notifications", exact=True).click()
    expect(ada.page.get_by_role("option", name="Show notifications")).to_have_attribute(
        "aria-selected", "true"
    )
    expect(ada.page.get_by_role("option", name="Play a sound")).to_have_attribute("aria-selected", "false")


def test_the_palette_offers_what_there_is_something_for(ada: Agent, house: House) -> None:
    palette = ada.page.locator(".inbox-palette").get_by_role("option")
    ada.page.keyboard.press("Control+k")
    expect(palette.filter(has_text="Search")).not_to_have_count(0)
    for name in ("Reply", "Note", "Details", "Solve", "Snooze", "Assign", "Tags"):
        expect(palette.filter(has=ada.page.get_by_text(name, exact=True))).to_have_count(0)
    expect(palette.filter(has_text="privacy")).to_have_count(0)
    ada.page.keyboard.press("Escape")
    house.talk("My kettle leaks")
    ada.open("My kettle leaks")
    ada.page.keyboard.press("Control+k")
    for name in ("Reply", "Note", "Assign"):
        expect(palette.filter(has=ada.page.get_by_text(name, exact=True))).not_to_have_count(0)


def test_keys_that_follow_each_other_lead_to_pages(ada: Agent, house: House) -> None:
    keys = ada.page.keyboard
    keys.press("g")
    keys.press("c")
    ada.page.wait_for_url(f"**/desk/{house.slug}/contacts/")
    expect(ada.page.get_by_role("heading", name="Contacts")).to_be_visible()
    assert ada.page.url.endswith(f"/desk/{house.slug}/contacts/")
