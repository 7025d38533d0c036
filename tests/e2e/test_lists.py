"""Lists, saved views, several at once, sleeping: with the keyboard, and with a colleague beside."""

from typing import Literal

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.conftest import NewContext
from tests.e2e.people import Agent, Visitor
from tests.e2e.test_looks import faults
from tests.server import Server
from tests.world import House

pytestmark = pytest.mark.e2e


@pytest.fixture
def grace(new_context: NewContext, server: Server, house: House) -> Agent:
    """A colleague at a desk of her own."""
    return Agent.sign_in(new_context(), server.url, house, house.grace)


def count(agent: Agent, name: str) -> Locator:
    """The number beside a list's name."""
    button = agent.page.get_by_role("navigation", name="Views").get_by_role("button", name=name)
    return button.locator(".inbox-count")


def said(agent: Agent) -> Locator:
    return agent.page.locator(".inbox-said")


def palette(agent: Agent) -> Locator:
    return agent.page.locator(".inbox-palette")


def choose(agent: Agent, *words: str) -> None:
    """Types in the palette and takes what stands first, once it is what was meant."""
    for word in words:
        agent.page.keyboard.type(word)
        first = palette(agent).get_by_role("option", selected=True)
        expect(first).to_contain_text(word)
        agent.page.keyboard.press("Enter")


def test_several_are_assigned_at_once_and_taken_back(ada: Agent, grace: Agent, house: House) -> None:
    for text in ("one", "two", "three"):
        house.talk(text)
    keys = ada.page.keyboard
    keys.press("3")
    expect(ada.rows).to_have_count(3)
    for key in ("j", "x", "j", "j", "X"):
        keys.press(key)
    expect(ada.page.get_by_text("3 selected")).to_be_visible()
    keys.press("a")
    choose(ada, "Grace Ng")
    expect(said(ada)).to_contain_text("3 conversations assigned to Grace Ng.")
    expect(count(grace, "Mine")).to_have_text("3")
    expect(grace.rows).to_have_count(3)
    ada.page.get_by_role("button", name="Undo").click()
    expect(said(ada)).to_contain_text("Taken back.")
    expect(count(grace, "Mine")).to_have_text("0")
    expect(grace.rows).to_have_count(0)


def test_what_a_colleague_changed_meanwhile_is_not_taken_back(ada: Agent, grace: Agent, house: House) -> None:
    for text in ("one", "two"):
        house.talk(text)
    for agent in (ada, grace):
        agent.show_all()
        expect(agent.rows).to_have_count(2)
    ada.page.keyboard.press("A")
    ada.page.keyboard.press("e")
    expect(said(ada)).to_contain_text("2 conversations solved.")
    expect(grace.rows).to_have_count(0)
    grace.page.get_by_role("button", name="Solved", exact=True).click()
    grace.rows.filter(has_text="one").click()
    grace.page.locator(".inbox-head").get_by_role("button", name="Reopen").click()
    expect(ada.rows).to_have_count(1)
    ada.page.keyboard.press("z")
    expect(said(ada)).to_contain_text("One was changed since and left as it is.")
    expect(ada.rows).to_have_count(2)


def test_a_list_is_narrowed_kept_shared_and_found_again(
    ada: Agent, new_context: NewContext, server: Server, house: House
) -> None:
    house.talk("about a parcel")
    house.talk("about a bill")
    keys = ada.page.keyboard
    ada.open("about a parcel")
    keys.press("t")
    keys.type("vip")
    keys.press("Enter")
    keys.press("Escape")
    expect(ada.page.locator(".inbox-tags")).to_contain_text("vip")
    keys.press("Escape")
    keys.press("l")
    choose(ada, "vip")
    expect(ada.rows).to_have_count(1)
    expect(ada.rows).to_contain_text("about a parcel")
    ada.page.get_by_role("button", name="Save view").click()
    keys.type("Important")
    keys.press("Enter")
    expect(said(ada)).to_contain_text("Important is kept among your views.")
    ada.page.get_by_role("button", name="Change this view").click()
    choose(ada, "Share")
    expect(said(ada)).to_contain_text("Everybody in the workspace sees this view now.")
    ada.reload()
    expect(ada.rows).to_have_count(1)
    expect(ada.page.locator(".inbox-narrow__name")).to_have_text("Important")
    grace = Agent.sign_in(new_context(), server.url, house, house.grace)
    grace.page.keyboard.press("Control+k")
    choose(grace, "Important")
    expect(grace.rows).to_have_count(1)
    expect(grace.page.get_by_role("button", name="Change this view")).to_have_count(0)


def test_a_snoozed_conversation_comes_back_with_their_answer(visitor: Visitor, ada: Agent) -> None:
    visitor.open()
    visitor.write("My kettle leaks")
    ada.show_all()
    expect(ada.rows).to_have_count(1)
    keys = ada.page.keyboard
    for key in ("j", "s"):
        keys.press(key)
    choose(ada, "Until they answer")
    expect(ada.rows).to_have_count(0)
    ada.page.get_by_role("group", name="Status").get_by_role("button", name="Snoozed").click()
    expect(ada.rows).to_contain_text("Until they answer")
    visitor.write("It leaks more")
    expect(ada.rows).to_have_count(0)
    ada.show_all()
    expect(ada.rows).to_contain_text("It leaks more")


def test_a_time_of_ones_own_must_be_to_come(ada: Agent, house: House) -> None:
    house.talk("later please")
    ada.open("later please")
    ada.page.locator(".inbox-head").get_by_role("button", name="Snooze").click()
    choose(ada, "A day and time of your own")
    field = ada.page.get_by_label("Snooze until")
    field.fill("2020-01-01T09:00")
    field.press("Enter")
    expect(palette(ada).get_by_role("alert")).to_contain_text("This time is over")
    field.fill("2040-01-02T09:30")
    field.press("Enter")
    expect(ada.page.locator(".inbox-head")).to_contain_text("Snoozed")
    ada.page.get_by_role("group", name="Status").get_by_role("button", name="Snoozed").click()
    expect(ada.rows).to_contain_text("09:30")


def test_who_waits_longest_stands_first(ada: Agent, house: House) -> None:
    for text in ("first", "second", "third"):
        house.talk(text)
    ada.show_all()
    expect(ada.rows).to_have_count(3)
    expect(ada.rows.first).to_contain_text("third")
    ada.page.keyboard.press("o")
    expect(ada.rows.first).to_contain_text("first")
    ada.reload()
    expect(ada.rows.first).to_contain_text("first")


def test_the_palette_offers_only_what_the_role_allows(
    new_context: NewContext, server: Server, house: House
) -> None:
    house.talk("hello")
    iris = Agent.sign_in(new_context(), server.url, house, house.iris)
    iris.show_all()
    iris.rows.first.click()
    iris.page.keyboard.press("Control+k")
    iris.page.keyboard.type("assign")
    options = palette(iris).get_by_role("option")
    expect(options.first).to_contain_text("Unassigned")
    offered = "\n".join(options.all_inner_texts())
    assert "Grace Ng" not in offered
    iris.page.keyboard.press("Control+A")
    iris.page.keyboard.type("settings")
    expect(options.first).to_contain_text("Settings")
    offered = "\n".join(options.all_inner_texts())
    assert "Roles" in offered
    assert "Members" not in offered
    iris.page.keyboard.press("Escape")
    expect(iris.page.locator(".inbox-head").get_by_role("button", name="Snooze")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1440])
def test_axe_finds_nothing_in_lists_and_palette(
    new_context: NewContext, server: Server, house: House, scheme: Literal["light", "dark"], width: int
) -> None:
    for text in ("one", "two"):
        house.talk(text)
    context = new_context(color_scheme=scheme, viewport={"width": width, "height": 800})
    ada = Agent.sign_in(context, server.url, house, house.ada)
    keys = ada.page.keyboard
    ada.show_all()
    expect(ada.rows).to_have_count(2)
    for key in ("j", "x"):
        keys.press(key)
    expect(ada.page.get_by_text("1 selected")).to_be_visible()
    assert faults(ada.page) == []
    keys.press("s")
    expect(palette(ada)).to_be_visible()
    assert faults(ada.page) == []
    choose(ada, "Until they answer")
    expect(ada.page.get_by_role("button", name="Undo")).to_be_visible()
    assert faults(ada.page) == []
    keys.press("l")
    choose(ada, "Website")
    expect(ada.page.get_by_role("button", name="Inbox: Website: remove")).to_be_visible()
    ada.page.get_by_role("button", name="Any", exact=True).click()
    expect(ada.rows).to_have_count(2)
    assert faults(ada.page) == []
    keys.press("Control+k")
    expect(palette(ada)).to_be_visible()
    assert faults(ada.page) == []
    assert ada.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
