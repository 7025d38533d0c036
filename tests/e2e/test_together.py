"""Tickets that belong together, fields, macros, and a ticket on somebody's behalf: at the desk, by key."""

from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Locator, expect

from ictdesk.desk.contacts.commands import define_attribute
from ictdesk.desk.conversations import commands
from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.tickets.commands import make_macro
from ictdesk.desk.workspaces.commands import make_ticket_type
from ictdesk.kernel.tenancy import workspace_scope
from tests.contacts.pair import MAPPED
from tests.e2e.people import Agent
from tests.e2e.test_looks import faults
from tests.world import US, House

pytestmark = pytest.mark.e2e


def two(house: House) -> tuple[Conversation, Conversation]:
    """Two tickets of Max."""
    talk = house.talk("The kettle leaks", name="Max")
    with workspace_scope(house.id):
        said: dict[str, Any] = {"contact": talk.contact, "inbox": house.inbox, "ticket": True}
        first = commands.make_ticket(actor=US, conversation=talk)
        second, _ = commands.start_for(
            actor=US, client_id=uuid4(), text="You called about it", subject="The call", **said
        )
    return first, second


def card(agent: Agent, name: str) -> Locator:
    side = agent.page.get_by_role("complementary", name="Details")
    return side.get_by_role("region", name=name)


def press(agent: Agent, key: str) -> None:
    """A key that no field takes."""
    agent.page.get_by_role("heading", level=2).first.click()
    agent.page.keyboard.press(key)


def test_one_is_merged_into_another_by_key_and_taken_back(ada: Agent, house: House) -> None:
    two(house)
    ada.open("The kettle leaks")
    press(ada, "M")
    option = ada.page.get_by_role("option", name="The call")
    expect(option).to_be_visible()
    assert faults(ada.page) == []
    ada.page.keyboard.press("Enter")
    expect(ada.page.get_by_text("Merge into #2 The call?")).to_be_visible()
    ada.page.keyboard.press("Enter")
    expect(ada.page.get_by_text("Merged into #2 The call.")).to_be_visible()
    expect(ada.page.get_by_text("This request goes on in #2.").first).to_be_visible()
    expect(card(ada, "Belongs together")).to_contain_text("Goes on in")
    assert faults(ada.page) == []
    ada.page.get_by_role("status").get_by_role("button", name="Undo").click()
    expect(ada.page.get_by_text("Taken back. It is on its own again.")).to_be_visible()
    expect(card(ada, "Belongs together")).not_to_contain_text("Goes on in")


def test_they_are_linked_by_number_and_the_link_leads_there(ada: Agent, house: House) -> None:
    two(house)
    ada.open("The kettle leaks")
    press(ada, "L")
    ada.page.get_by_label("What the other one is").select_option("Duplicate of")
    ada.page.get_by_role("combobox", name="Link with").fill("2")
    option = ada.page.get_by_role("option", name="#2 The call")
    expect(option).to_be_visible()
    option.click()
    link = card(ada, "Belongs together").get_by_role("button", name="Duplicate of #2 The call")
    link.click()
    expect(card(ada, "Belongs together")).to_contain_text("Duplicated by")
    card(ada, "Belongs together").get_by_role("button", name="Take the link").click()
    expect(card(ada, "Belongs together")).not_to_contain_text("Duplicated by")


def test_a_conversation_is_split_at_a_message(ada: Agent, house: House) -> None:
    guest = house.guest()
    house.write(guest, "The kettle leaks", name="Max")
    house.write(guest, "And a parcel is lost")
    ada.open("And a parcel is lost")
    message = ada.page.get_by_role("log").locator("article").filter(has_text="And a parcel is lost")
    message.hover()
    message.get_by_role("button", name="Split from here").click()
    ada.page.get_by_label("Subject of the new ticket").fill("A lost parcel")
    assert faults(ada.page) == []
    ada.page.keyboard.press("Enter")
    expect(ada.page.get_by_role("heading", name="A lost parcel")).to_be_visible()
    expect(ada.page.get_by_role("log").locator("article").first).to_contain_text("And a parcel is lost")
    expect(card(ada, "Belongs together")).to_contain_text("Related")


def test_what_is_needed_is_filled_in_and_then_it_is_solved(ada: Agent, house: House) -> None:
    with workspace_scope(house.id):
        define_attribute(
            actor=US, about="ticket", key="order", label="Order", kind="text", required=True, **MAPPED
        )
    two(house)
    ada.open("The kettle leaks")
    expect(card(ada, "Fields")).to_contain_text("Order (needed)")
    press(ada, "e")
    expect(ada.page.get_by_text("Fill in first: Order.")).to_be_visible()
    card(ada, "Fields").get_by_role("button", name="Edit fields").click()
    card(ada, "Fields").get_by_label("Order").fill("4711")
    card(ada, "Fields").get_by_role("button", name="Save").click()
    expect(card(ada, "Fields")).to_contain_text("4711")
    press(ada, "e")
    expect(ada.page.get_by_role("button", name="Reopen")).to_be_visible()


def test_a_macro_is_shown_applied_and_taken_back(ada: Agent, house: House) -> None:
    does = {"priority": "urgent", "tags": ["kettle"], "reply": "Hello {{contact.name}}, we look at it."}
    with workspace_scope(house.id):
        make_macro(actor=house.vera.actor, name="First look", does=does, shared=True)
    two(house)
    ada.open("The kettle leaks")
    press(ada, "w")
    expect(ada.page.get_by_role("option", name="First look")).to_be_visible()
    assert faults(ada.page) == []
    ada.page.keyboard.type("look")
    ada.page.keyboard.press("Enter")
    dialog = ada.page.get_by_role("dialog")
    expect(dialog).to_contain_text("normal → urgent")
    expect(dialog).to_contain_text("Hello Max, we look at it.")
    assert faults(ada.page) == []
    expect(dialog.get_by_role("button", name="Apply")).to_be_focused()
    ada.page.keyboard.press("Enter")
    expect(ada.page.get_by_text("First look: done.")).to_be_visible()
    expect(ada.page.get_by_role("log")).to_contain_text("Hello Max, we look at it.")
    side = ada.page.get_by_role("complementary", name="Details")
    expect(side.get_by_role("button", name="Priority: Urgent")).to_be_visible()
    ada.page.keyboard.press("z")
    expect(side.get_by_role("button", name="Priority: Normal")).to_be_visible()


def test_a_ticket_on_behalf_of_somebody_new(ada: Agent, house: House) -> None:
    with workspace_scope(house.id):
        make_ticket_type(actor=US, name="Fault")
    ada.page.reload()
    ada.show_all()
    ada.page.keyboard.press("C")
    dialog = ada.page.get_by_role("dialog")
    dialog.get_by_role("button", name="Make the ticket and send").click()
    expect(dialog.get_by_role("alert")).to_have_text("Say whom it is for: a name, or an address.")
    assert faults(ada.page) == []
    dialog.get_by_label("Address").fill("mia@mail.example")
    dialog.get_by_label("Name").fill("Mia")
    dialog.get_by_label("Subject").fill("A call")
    dialog.get_by_label("Type").select_option("Fault")
    dialog.get_by_label("Note for the team").check()
    dialog.get_by_role("textbox", name="Note").fill("She called: the kettle leaks")
    dialog.get_by_role("button", name="Make the ticket", exact=True).click()
    expect(ada.page.get_by_text("This is ticket #1.")).to_be_visible()
    expect(ada.page.get_by_role("heading", name="A call")).to_be_visible()
    expect(ada.page.get_by_role("log")).to_contain_text("She called: the kettle leaks")
