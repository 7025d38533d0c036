"""The office restricts somebody amid a chat: the agent's view ends, what comes is kept unread, and at the end it appears."""

import pytest
from playwright.sync_api import Page, expect

from ictdesk.desk.conversations.models import Conversation
from ictdesk.kernel.tenancy import workspace_scope
from tests.e2e.conftest import NewContext
from tests.e2e.people import Agent, Visitor
from tests.privacy.test_erasure_cases import asked
from tests.server import Server
from tests.world import House

pytestmark = pytest.mark.e2e


def press(office: Page, name: str) -> None:
    office.get_by_role("button", name=name, exact=True).click()
    expect(office.get_by_text("Done.", exact=True)).to_be_visible()


def test_amid_a_chat(
    visitor: Visitor, ada: Agent, new_context: NewContext, server: Server, house: House
) -> None:
    visitor.open()
    visitor.write("I owe you nothing")
    ada.open("I owe you nothing")
    with workspace_scope(house.id):
        talk = Conversation.objects.get()
    case = asked(house, talk, "restriction")
    office = Agent.sign_in(new_context(), server.url, house, house.vera).page
    office.goto(f"{server.url}/desk/{house.slug}/privacy/{case.id}/")
    office.get_by_text("Restrict now").click()
    press(office, "Restrict")
    expect(ada.page.get_by_role("heading", name="This person is restricted")).to_be_visible()
    expect(ada.page.get_by_text("(case R1)")).to_be_visible()
    expect(ada.field).to_have_count(0)
    for view in (ada.page, office):
        expect(view.get_by_text("I owe you nothing")).to_have_count(0)
    ada.heard()  # what it was told before
    visitor.write("And here is the proof")
    expect(visitor.said("And here is the proof")).to_be_visible()
    office.reload()
    expect(office.get_by_text("1 new message, unread.")).to_be_visible()
    ada.reload()
    expect(ada.page.get_by_role("heading", name="This person is restricted")).to_be_visible()
    for view in (ada.page, office):
        expect(view.get_by_text("And here is the proof")).to_have_count(0)
    press(office, "Write to them that it ends in seven days")
    office.get_by_label("They were told and agree that it ends now").check()
    press(office, "Lift the restriction")
    for text in ("I owe you nothing", "And here is the proof"):
        expect(ada.said(text)).to_be_visible()
