"""The connection goes and comes back: what was written waits in sight, and goes out by itself, once."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Route, expect

from ictdesk.desk.conversations.models import Conversation
from ictdesk.kernel.tenancy import workspace_scope
from tests.e2e.conftest import NewContext
from tests.e2e.people import Agent, Visitor, texts
from tests.e2e.shop import Shop
from tests.server import Server
from tests.world import House

pytestmark = pytest.mark.e2e
PATIENCE_MS = 30_000
"""The widget tries again after at most 15 seconds or so."""


def bodies(house: House) -> list[str]:
    """What is stored of the house's only conversation."""
    with workspace_scope(house.id):
        (conversation,) = Conversation.objects.all()
    return house.bodies(conversation)


def test_without_network_a_message_waits_and_goes_out_once(
    visitor: Visitor, ada: Agent, house: House
) -> None:
    visitor.open()
    visitor.write("Hello")
    ada.open("Hello")
    visitor.page.context.set_offline(True)
    visitor.write("Are you there?")
    expect(visitor.strip).to_be_visible()
    expect(visitor.said("Are you there?")).to_contain_text("Not sent yet")
    ada.write("Yes, what is it?")
    expect(ada.said("Yes, what is it?")).to_be_visible()
    assert bodies(house) == ["Hello", "Yes, what is it?"]
    visitor.page.context.set_offline(False)
    expect(visitor.said("Are you there?")).to_contain_text(re.compile("Sent|Seen"), timeout=PATIENCE_MS)
    expect(visitor.said("Yes, what is it?")).to_be_visible()
    expect(visitor.strip).to_have_count(0)
    expect(ada.said("Are you there?")).to_have_count(1)
    expect(visitor.said("Are you there?")).to_have_count(1)
    assert bodies(house) == ["Hello", "Yes, what is it?", "Are you there?"]


@pytest.fixture
def mortal() -> Iterator[Server]:
    """A server that may be killed."""
    with Server(ICTDESK_RATE_FACTOR="1000") as running:
        yield running


def test_the_server_dies_and_both_sides_go_on(
    mortal: Server, shop: Shop, house: House, new_context: NewContext
) -> None:
    visitor = Visitor.arrive(new_context(), shop.page(mortal.url, house.inbox.widget_key))
    visitor.open()
    visitor.write("Hello")
    ada = Agent.sign_in(new_context(), mortal.url, house, house.ada)
    ada.open("Hello")
    mortal.kill()
    visitor.write("Are you there?")
    ada.write("What is it?")
    expect(visitor.said("Are you there?")).to_contain_text("Not sent yet", timeout=PATIENCE_MS)
    expect(visitor.strip).to_be_visible(timeout=PATIENCE_MS)
    expect(ada.page.locator(".inbox-strip")).to_contain_text("1 message waits", timeout=PATIENCE_MS)
    mortal.start()
    for person in (visitor, ada):
        for text in ("Are you there?", "What is it?"):
            expect(person.said(text)).to_have_count(1, timeout=PATIENCE_MS)
    expect(visitor.said("Are you there?")).to_contain_text(re.compile("Sent|Seen"))
    assert sorted(bodies(house)) == ["Are you there?", "Hello", "What is it?"]
    assert texts([visitor, ada]) == []


def test_a_lost_answer_doubles_nothing(visitor: Visitor, house: House) -> None:
    """The server has stored the first message, and the visitor's browser never hears of it."""
    lost: list[int] = []

    def lose(route: Route) -> None:
        if route.request.method != "POST" or lost:
            route.continue_()
            return
        lost.append(route.fetch().status)
        route.abort()

    visitor.page.route("**/rt/v1/messages", lose)
    visitor.open()
    visitor.write("Hello")
    expect(visitor.said("Hello")).to_contain_text("Sent", timeout=PATIENCE_MS)
    assert lost == [201]
    expect(visitor.said("Hello")).to_have_count(1)
    assert bodies(house) == ["Hello"]
