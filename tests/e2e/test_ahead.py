"""The conversations beside the open one are there before they are asked for: at once, true, and not for everybody."""

import re

import pytest
from playwright.sync_api import Locator, expect

from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.people import commands as people
from ictdesk.kernel.tenancy import workspace_scope
from tests.e2e.people import Agent
from tests.world import House

pytestmark = pytest.mark.e2e

MESSAGES = re.compile(r"/api/v1/conversations/[^/]+/messages")


def between(house: House, ada: Agent) -> None:
    """Ada reads the second of three conversations; what is said in its neighbours has come."""
    for text in ("The kettle leaks", "The lid is lost", "The parcel is late"):
        house.talk(text, name=text.rsplit(" ", maxsplit=1)[-1])
    ada.show_all()
    expect(ada.rows).to_have_count(3)
    with (
        ada.page.expect_response(MESSAGES),
        ada.page.expect_response(lambda answer: asks_for(answer.url, ada.rows.nth(0))),
        ada.page.expect_response(lambda answer: asks_for(answer.url, ada.rows.nth(2))),
    ):
        ada.rows.nth(1).click()
    expect(ada.said("The lid is lost")).to_be_visible()


def asks_for(url: str, row: Locator) -> bool:
    """Whether an address is that of a row's messages."""
    found = re.search(r"/c/([^/]+)/", row.get_attribute("href") or "")
    return bool(found and MESSAGES.search(url) and found[1] in url)


def no_more(ada: Agent) -> None:
    ada.page.route(MESSAGES, lambda route: route.abort())


def test_the_neighbours_are_shown_without_asking(ada: Agent, house: House) -> None:
    between(house, ada)
    no_more(ada)
    ada.page.keyboard.press("j")
    expect(ada.said("The kettle leaks")).to_be_visible()
    for _ in range(2):
        ada.page.keyboard.press("k")
    expect(ada.said("The parcel is late")).to_be_visible()


def test_what_is_said_next_door_meanwhile_is_there_too(ada: Agent, house: House) -> None:
    between(house, ada)
    no_more(ada)
    with workspace_scope(house.id):
        kettle = next(one for one in Conversation.objects.all() if house.bodies(one) == ["The kettle leaks"])
    house.say(house.grace.actor, kettle, "Is it the seal?")
    expect(ada.rows.nth(0)).to_contain_text("Is it the seal?")
    ada.page.keyboard.press("k")
    ada.page.keyboard.press("k")
    expect(ada.said("The kettle leaks")).to_be_visible()
    expect(ada.said("Is it the seal?")).to_be_visible()


def test_whoever_has_left_reads_nothing_that_was_fetched_for_them(ada: Agent, house: House) -> None:
    between(house, ada)
    with workspace_scope(house.id):
        people.deactivate_member(actor=house.vera.actor, member=house.ada.row)
    expect(ada.page.get_by_text("You are signed out here.")).to_be_visible()
    ada.page.keyboard.press("j")
    expect(ada.page.locator("a.inbox-row--selected")).to_contain_text("The kettle leaks")
    expect(ada.thread.get_by_text("Could not be loaded")).to_be_visible()
    assert ada.thread.locator("article").count() == 0
