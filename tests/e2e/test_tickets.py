"""Tickets at the desk: made with a key, named, followed, and finished in time."""

import re

import pytest
from playwright.sync_api import Locator, expect

from ictdesk.desk.conversations import commands
from ictdesk.desk.tickets import clocks
from ictdesk.desk.tickets import commands as tickets
from ictdesk.desk.workspaces import commands as workspaces
from ictdesk.kernel.tenancy import workspace_scope
from tests.e2e.conftest import NewContext
from tests.e2e.people import Agent
from tests.server import Server
from tests.world import House

pytestmark = pytest.mark.e2e


@pytest.fixture
def grace(new_context: NewContext, server: Server, house: House) -> Agent:
    return Agent.sign_in(new_context(), server.url, house, house.grace)


def panel(agent: Agent) -> Locator:
    return agent.page.get_by_role("complementary", name="Details")


def choose(agent: Agent, field: str, choice: str) -> None:
    """Takes one of the choices of a field in the side panel."""
    panel(agent).get_by_role("button", name=re.compile(f"^{field}")).click()
    agent.page.get_by_role("option", name=choice).click()


def test_a_key_makes_a_ticket_and_the_panel_says_what_it_is(ada: Agent, grace: Agent, house: House) -> None:
    with workspace_scope(house.id):
        for name in ("Question", "Fault"):
            workspaces.make_ticket_type(actor=house.vera.actor, name=name)
    house.talk("The kettle leaks")
    ada.open("The kettle leaks")
    ada.page.get_by_role("heading", name="Max").first.click()
    ada.page.keyboard.press("m")
    expect(ada.page.get_by_text("This is ticket #1 now.")).to_be_visible()
    expect(panel(ada).get_by_role("heading", name="Ticket #1")).to_be_visible()
    choose(ada, "Type", "Fault")
    expect(panel(ada).get_by_role("button", name="Type: Fault")).to_be_visible()
    subject = panel(ada).get_by_label("Subject")
    subject.fill("A leak")
    subject.press("Enter")
    grace.show_all()
    expect(grace.rows.filter(has_text="#1 A leak")).to_be_visible()
    ada.page.reload()
    expect(panel(ada).get_by_label("Subject")).to_have_value("A leak")
    expect(panel(ada).get_by_role("button", name="Type: Fault")).to_be_visible()


def test_escape_leaves_the_subject_as_it_was(ada: Agent, house: House) -> None:
    talk = house.talk("The kettle leaks")
    with workspace_scope(house.id):
        commands.make_ticket(actor=house.grace.actor, conversation=talk)
    ada.open("The kettle leaks")
    subject = panel(ada).get_by_label("Subject")
    subject.fill("Something else")
    subject.press("Escape")
    expect(subject).to_have_value("")


def test_what_is_due_stands_first_and_says_how_much_time_is_left(ada: Agent, house: House) -> None:
    rows = [house.talk(text, name=text) for text in ("Later", "Sooner", "Whenever")]
    with workspace_scope(house.id):
        for priority, minutes in (("normal", 300), ("urgent", 20)):
            tickets.set_promise(
                actor=house.vera.actor,
                priority=priority,
                first_answer=minutes,
                next_answer=None,
                solution=None,
                in_hours=False,
            )
        for row in rows[:2]:
            commands.make_ticket(actor=house.grace.actor, conversation=row)
        commands.set_priority(actor=house.grace.actor, conversation=rows[1], priority="urgent")
        clocks.reckon([row.id for row in rows])  # as the worker does
    ada.show_all()
    expect(ada.rows.filter(has_text="Sooner").locator(".inbox-due--soon")).to_have_text(
        re.compile("(19|20)m left")
    )
    expect(ada.rows.filter(has_text="Later").locator(".inbox-due--far")).to_have_text(
        re.compile("[45]h left")
    )
    ada.page.keyboard.press("o")
    ada.page.keyboard.press("o")
    expect(ada.page.get_by_role("button", name="Order: Due first")).to_be_visible()
    for place, text in enumerate(("Sooner", "Later", "Whenever")):
        expect(ada.rows.nth(place)).to_contain_text(text)


def test_what_one_follows_has_a_list(ada: Agent, house: House) -> None:
    house.talk("The kettle leaks", name="Max")
    house.talk("The lid is lost", name="Lotte")
    ada.open("The kettle leaks")
    ada.page.get_by_role("heading", name="Max").first.click()
    ada.page.keyboard.press("f")
    expect(panel(ada).get_by_role("button", name="Followers: Ada Okafor")).to_be_visible()
    ada.page.keyboard.press("l")
    ada.page.keyboard.type("followed")
    ada.page.keyboard.press("Enter")
    expect(ada.rows).to_have_count(1)
    expect(ada.rows).to_contain_text("The kettle leaks")
    ada.page.get_by_role("button", name="Followed: remove").click()
    expect(ada.rows).to_have_count(2)


def test_the_list_of_tickets_leaves_out_what_is_none(ada: Agent, house: House) -> None:
    talk = house.talk("The kettle leaks")
    house.talk("Only a question")
    with workspace_scope(house.id):
        commands.make_ticket(actor=house.grace.actor, conversation=talk)
    ada.show_all()
    expect(ada.rows).to_have_count(2)
    ada.page.keyboard.press("l")
    ada.page.keyboard.type("tickets due")
    ada.page.keyboard.press("Enter")
    expect(ada.rows).to_have_count(1)
    expect(ada.rows).to_contain_text("The kettle leaks")
    ada.page.reload()
    expect(ada.rows).to_have_count(1)
