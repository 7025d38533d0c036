"""What axe says of the pages that people meet first, and how much they load."""

import gzip
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.conftest import NewContext
from tests.e2e.people import Agent, Visitor
from tests.e2e.shop import Shop
from tests.server import Server
from tests.world import House

pytestmark = pytest.mark.e2e
LOADER, CHAT, WORDS = 3_000, 20_000, 1_500
STILL = """() => Promise.all(document.getAnimations()
  .filter((one) => Number.isFinite(one.effect?.getComputedTiming().endTime))
  .map((one) => one.finished.catch(() => null)))"""


def faults(page: Page) -> list[str]:
    """Everything that axe finds, with where it is, once nothing moves: half-faded words have no contrast."""
    page.evaluate(STILL)
    found = Axe().run(page).response["violations"]
    return [
        f"{fault['id']}: {node['target']} {node['html'][:120]}" for fault in found for node in fault["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1440])
def test_axe_finds_nothing(
    server: Server,
    shop: Shop,
    house: House,
    new_context: NewContext,
    scheme: Literal["light", "dark"],
    width: int,
) -> None:
    looks = {"color_scheme": scheme, "viewport": {"width": width, "height": 800}}
    visitor = Visitor.arrive(new_context(**looks), shop.page(server.url, house.inbox.widget_key))
    assert faults(visitor.page) == []
    visitor.open()
    visitor.write("My kettle leaks")
    agent = new_context(**looks)
    page = agent.new_page()
    page.goto(f"{server.url}/account/login/")
    assert faults(page) == []
    ada = Agent.sign_in(agent, server.url, house, house.ada)
    ada.show_all()
    expect(ada.rows).to_have_count(1)
    assert faults(ada.page) == []
    ada.open("My kettle leaks")
    ada.write("Which one is it?")
    expect(visitor.said("Which one is it?")).to_be_visible()
    ada.note("Out of guarantee")
    expect(ada.said("Out of guarantee")).to_be_visible()
    assert faults(ada.page) == []
    assert faults(visitor.page) == []
    visitor.chat.get_by_role("button", name="Settings and privacy").click()
    expect(visitor.chat.get_by_label("Your name")).to_be_visible()
    assert faults(visitor.page) == []


def test_the_widget_is_small(visitor: Visitor) -> None:
    """After gzip: the loader, and what opening the chat adds to it."""
    sizes: dict[str, int] = {}
    visitor.open()
    scripts = [answer for answer in visitor.answers if answer.request.resource_type == "script"]
    for answer in scripts:
        sizes[answer.url.rsplit("/", 1)[-1].split("-")[0]] = len(gzip.compress(answer.body(), 9))
    assert sizes.keys() == {"widget.js", "chat", "words"}
    assert sizes["widget.js"] <= LOADER
    assert sizes["chat"] <= CHAT
    assert sizes["words"] <= WORDS
