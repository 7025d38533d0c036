"""A visitor objects in the chat: the office stops marketing at once, the rest waits for the answer, and they may take it back."""

import pytest
from playwright.sync_api import Page, expect

from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.privacy.objection.asking import suppressed
from ictdesk.privacy.rights import commands as rights
from ictdesk.privacy.rights.models import RightsRequest
from tests.e2e.conftest import NewContext
from tests.e2e.people import Agent, Visitor
from tests.e2e.test_restriction import press
from tests.privacy.test_cases import DONE, LEAD
from tests.privacy.test_objection import ANALYTICS, MARKETING, MAX
from tests.server import Server
from tests.world import House

pytestmark = pytest.mark.e2e


def stopped(house: House) -> list[bool]:
    with workspace_scope(house.id):
        return [suppressed(MAX, purpose) for purpose in (MARKETING, ANALYTICS)]


def objects(visitor: Visitor) -> None:
    """By the chat's own form, with an address that letters go to."""
    visitor.open()
    visitor.write("No more letters")
    expect(visitor.said("No more letters")).to_be_visible()
    settings = visitor.chat.get_by_role("button", name="Settings and privacy")
    settings.click()
    visitor.chat.get_by_label("Your e-mail").fill(MAX)
    visitor.chat.get_by_role("button", name="Save", exact=True).click()
    expect(visitor.chat.get_by_text("Saved")).to_be_visible()
    visitor.chat.get_by_role("button", name="Your data and your rights").click()
    visitor.chat.get_by_label("Object to its use").check()
    visitor.chat.get_by_role("button", name="Ask", exact=True).click()
    expect(visitor.chat.get_by_role("status").filter(has_text="We have your request.")).to_be_focused()


def answered(house: House, case: RightsRequest) -> None:
    with workspace_scope(house.id):
        case = rights.begin_work(actor=LEAD, request=case)
        case = rights.propose(actor=LEAD, request=case, decisions={"objection": DONE})
        case = rights.decide(actor=LEAD, request=case)
        rights.deliver(actor=LEAD, request=case)


def lines(office: Page) -> list[str]:
    return office.locator(".objection b").all_inner_texts()


def test_to_marketing_at_once_and_to_the_rest_by_the_answer(
    visitor: Visitor, new_context: NewContext, server: Server, house: House
) -> None:
    objects(visitor)
    with workspace_scope(house.id):
        case = RightsRequest.objects.get()
    assert stopped(house) == [False, False]
    office = Agent.sign_in(new_context(), server.url, house, house.vera).page
    office.goto(f"{server.url}/desk/{house.slug}/privacy/{case.id}/")
    press(office, "Stop direct marketing now")
    assert [line.partition(" (")[0] for line in lines(office)] == ["Direct marketing"]
    assert stopped(house) == [True, False], "the rest is weighed"
    answered(house, case)
    office.reload()
    assert len(lines(office)) == 2
    assert stopped(house) == [True, True]
    for left in (1, 0):
        office.get_by_text("They take it back").first.click()
        office.get_by_role("button", name="Put on record that they take it back").first.click()
        expect(office.locator(".objection b")).to_have_count(left)
    assert stopped(house) == [False, False]
