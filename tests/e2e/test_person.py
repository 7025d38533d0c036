"""What is known of a person: in the side panel, on their page, and for two agents at once."""

from typing import Literal

import pytest
from playwright.sync_api import Locator, expect

from ictdesk.desk.contacts.commands import define_attribute
from ictdesk.desk.conversations.commands import introduce
from ictdesk.desk.conversations.models import Conversation
from ictdesk.kernel.tenancy import workspace_scope
from tests.contacts.pair import MAPPED
from tests.e2e.conftest import NewContext
from tests.e2e.people import Agent
from tests.e2e.test_looks import faults
from tests.server import Server
from tests.world import US, House

pytestmark = pytest.mark.e2e


def furnish(house: House) -> tuple[Conversation, Conversation]:
    """Max wrote twice, under one address; the workspace keeps a plan and a day of its customers."""
    with workspace_scope(house.id):
        define_attribute(
            actor=US, key="plan", label="Plan", kind="choice", choices=("Silver", "Gold"), **MAPPED
        )
        define_attribute(actor=US, key="points", label="Points", kind="number", **MAPPED)
    office, home = house.talk("The kettle leaks", name="Max"), house.talk("It is blue", name="Maxi")
    with workspace_scope(house.id):
        for conversation in (office, home):
            introduce(actor=US, contact=conversation.contact, email="max@mail.example")
    return office, home


@pytest.fixture
def grace(new_context: NewContext, server: Server, house: House) -> Agent:
    return Agent.sign_in(new_context(), server.url, house, house.grace)


def side(agent: Agent, name: str) -> Locator:
    return agent.page.get_by_role("complementary", name="Details").get_by_role("region", name=name)


def test_the_side_panel_tells_who_it_is_and_what_is_held(ada: Agent, house: House) -> None:
    office, _ = furnish(house)
    house.say(US, office, "An answer")
    house.say(US, office, "A thought", note=True)
    ada.open("A thought")
    expect(side(ada, "Contact")).to_contain_text("max@mail.example")
    privacy = side(ada, "Privacy")
    expect(privacy).to_contain_text("Not restricted")
    expect(privacy).to_contain_text("version 1")
    expect(privacy).to_contain_text("no rule yet")
    shown = dict(
        zip(privacy.locator("dt").all_inner_texts(), privacy.locator("dd").all_inner_texts(), strict=True)
    )
    assert (shown["Messages"], shown["Notes"], shown["Addresses"]) == ("2", "1", "1")
    expect(side(ada, "Other conversations")).to_contain_text("This is the first one.")


def test_an_attribute_is_set_refused_and_seen_by_the_other_agent(
    ada: Agent, grace: Agent, house: House
) -> None:
    furnish(house)
    for agent in (ada, grace):
        agent.open("The kettle leaks")
        expect(side(agent, "Attributes")).to_contain_text("not known")
    side(ada, "Attributes").get_by_role("button", name="Edit attributes").click()
    ada.page.get_by_label("Plan").select_option("Gold")
    ada.page.get_by_label("Points").fill("many")
    ada.page.get_by_role("button", name="Save").click()
    expect(side(ada, "Attributes").get_by_role("alert")).to_contain_text("Points: a number")
    expect(side(grace, "Attributes")).not_to_contain_text("Gold")
    ada.page.get_by_label("Points").fill("12")
    ada.page.get_by_role("button", name="Save").click()
    for agent in (ada, grace):
        expect(side(agent, "Attributes")).to_contain_text("Gold")
        expect(side(agent, "Attributes")).to_contain_text("12")


def test_two_contacts_are_merged_before_the_eyes_of_another_agent(
    ada: Agent, grace: Agent, house: House
) -> None:
    furnish(house)
    grace.open("It is blue")
    expect(grace.page.get_by_role("heading", level=2, name="Maxi").first).to_be_visible()
    ada.open("The kettle leaks")
    side(ada, "Contact").get_by_role("link", name="May be Maxi too").click()
    expect(ada.page.get_by_role("heading", name="Merge two contacts?")).to_be_visible()
    expect(ada.page.get_by_role("main")).to_contain_text("Addresses that both have")
    assert faults(ada.page) == []
    ada.page.get_by_role("button", name="Merge", exact=True).click()
    expect(ada.page.get_by_text("Maxi was merged into this contact")).to_be_visible()
    expect(ada.page.get_by_role("main")).to_contain_text("It is blue")
    assert faults(ada.page) == []
    expect(grace.page.get_by_role("heading", level=2, name="Max", exact=True).first).to_be_visible()
    expect(grace.thread.locator(".inbox-group__by b").first).to_have_text("Max")
    side(grace, "Other conversations").get_by_role("button", name="The kettle leaks").click()
    expect(grace.said("The kettle leaks")).to_be_visible()
    ada.page.get_by_role("button", name="Undo the merge").click()
    expect(ada.page.get_by_text("The merge is undone.")).to_be_visible()
    expect(side(grace, "Other conversations")).to_contain_text("This is the first one.")


def test_an_address_is_added_wrong_right_and_removed(ada: Agent, server: Server, house: House) -> None:
    office, _ = furnish(house)
    page = ada.page
    page.goto(f"{server.url}/desk/{house.slug}/contacts/{office.contact_id}/")
    page.get_by_label("Another address").fill("max@")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("alert")).to_have_text("This is not an e-mail address.")
    page.get_by_label("Kind").select_option("phone")
    page.get_by_label("Another address").fill("+49 30 1234")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("+49 30 1234")
    page.get_by_label("Remove +49 30 1234").click()
    page.get_by_role("button", name="Remove the address").locator("visible=true").click()
    expect(page.get_by_text("The address is gone.")).to_be_visible()
    expect(page.get_by_role("main")).not_to_contain_text("+49 30 1234")


@pytest.mark.parametrize(("width", "scheme"), [(375, "dark"), (1440, "light")])
def test_axe_finds_nothing_on_what_is_new(
    new_context: NewContext, server: Server, house: House, width: int, scheme: Literal["dark", "light"]
) -> None:
    office, _ = furnish(house)
    looks = {"color_scheme": scheme, "viewport": {"width": width, "height": 800}}
    vera = Agent.sign_in(new_context(**looks), server.url, house, house.vera, undo=True)
    desk = f"{server.url}/desk/{house.slug}"
    for path in (f"contacts/{office.contact_id}/", "settings/attributes/", "contacts/"):
        vera.page.goto(f"{desk}/{path}")
        assert faults(vera.page) == [], path
    vera.page.goto(f"{desk}/inbox/all/c/{office.id}/")
    vera.field.press_sequentially("/x")
    expect(vera.page.get_by_text("There are no canned replies yet.")).to_be_visible()
    assert faults(vera.page) == []
    vera.write("Wait")
    expect(vera.thread.get_by_text("Goes out in a moment")).to_be_visible()
    vera.page.get_by_role("button", name="Emoji", exact=True).click()
    expect(vera.page.get_by_role("dialog", name="Emoji")).to_be_visible()
    assert faults(vera.page) == []
