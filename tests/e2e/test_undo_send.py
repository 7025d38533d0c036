"""An answer that was sent too early: taken back, lost with the page, or not wanted to wait."""

import pytest
from playwright.sync_api import expect

from ictdesk.desk.conversations.models import Message
from ictdesk.kernel.tenancy import workspace_scope
from tests.e2e.conftest import NewContext
from tests.e2e.people import Agent, Visitor
from tests.server import Server
from tests.world import House

pytestmark = pytest.mark.e2e


@pytest.fixture
def slow_ada(new_context: NewContext, server: Server, house: House) -> Agent:
    """Ada with the device's own setting: five seconds to think again."""
    return Agent.sign_in(new_context(), server.url, house, house.ada, undo=True)


def test_an_answer_is_taken_back_into_the_composer(visitor: Visitor, slow_ada: Agent, house: House) -> None:
    visitor.open()
    visitor.write("My kettle leaks")
    slow_ada.open("My kettle leaks")
    slow_ada.write("Which keetle?")
    held = slow_ada.thread.get_by_text("Goes out in a moment")
    expect(held).to_be_visible()
    expect(slow_ada.field).to_have_value("")
    slow_ada.thread.get_by_role("button", name="Undo").click()
    expect(held).to_be_hidden()
    expect(slow_ada.field).to_have_value("Which keetle?")
    expect(slow_ada.field).to_be_focused()
    slow_ada.write("Which kettle?")
    expect(visitor.said("Which kettle?")).to_be_visible(timeout=10_000)
    assert b"keetle" not in visitor.heard()


def test_by_the_key_and_as_a_note(slow_ada: Agent, house: House) -> None:
    house.talk("My kettle leaks")
    slow_ada.open("My kettle leaks")
    slow_ada.note("Tell him nothing")
    expect(slow_ada.thread.get_by_text("Goes out in a moment")).to_be_visible()
    slow_ada.page.keyboard.press("Escape")
    slow_ada.page.keyboard.press("z")
    expect(slow_ada.field).to_have_value("Tell him nothing")
    expect(slow_ada.page.get_by_role("button", name="Note", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )


def test_a_reload_within_the_five_seconds_loses_nothing(
    visitor: Visitor, slow_ada: Agent, house: House
) -> None:
    visitor.open()
    visitor.write("My kettle leaks")
    slow_ada.open("My kettle leaks")
    slow_ada.write("Which kettle?")
    expect(slow_ada.thread.get_by_text("Goes out in a moment")).to_be_visible()
    slow_ada.reload()
    expect(slow_ada.thread.get_by_text("Goes out in a moment")).to_be_visible()
    expect(visitor.said("Which kettle?")).to_have_count(1, timeout=10_000)
    expect(slow_ada.said("Which kettle?")).to_have_count(1)


def test_a_closed_tab_loses_nothing(visitor: Visitor, slow_ada: Agent, house: House, server: Server) -> None:
    visitor.open()
    visitor.write("My kettle leaks")
    slow_ada.open("My kettle leaks")
    slow_ada.write("Which kettle?")
    expect(slow_ada.thread.get_by_text("Goes out in a moment")).to_be_visible()
    context = slow_ada.page.context
    slow_ada.page.close()
    with workspace_scope(house.id):
        assert Message.objects.count() == 1
    Agent(context.new_page()).page.goto(f"{server.url}/desk/{house.slug}/inbox/all/")
    expect(visitor.said("Which kettle?")).to_have_count(1, timeout=10_000)


def test_switched_off_on_this_device(visitor: Visitor, slow_ada: Agent, house: House) -> None:
    visitor.open()
    visitor.write("My kettle leaks")
    slow_ada.open("My kettle leaks")
    switch = slow_ada.page.get_by_role("button", name="Undo sending for 5 seconds")
    expect(switch).to_have_attribute("aria-pressed", "true")
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "false")
    slow_ada.write("At once")
    expect(slow_ada.said("At once")).to_be_visible(timeout=3_000)
    assert slow_ada.page.evaluate("localStorage.getItem('ictdesk:undo-send')") == "off"
