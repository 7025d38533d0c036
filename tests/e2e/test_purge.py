"""The owner erases somebody from the side panel; a colleague who reads along sees them go."""

import pytest
from playwright.sync_api import expect

from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.privacy.erasure import running
from ictdesk.privacy.erasure.models import ErasureRun
from tests.e2e.conftest import NewContext
from tests.e2e.people import Agent
from tests.server import Server
from tests.world import House

pytestmark = pytest.mark.e2e


def test_a_purge_is_seen_by_whoever_reads_along(
    ada: Agent, new_context: NewContext, server: Server, house: House
) -> None:
    house.talk("The kettle leaks", name="Max Muster")
    house.talk("The lid is lost", name="Mia")
    wide = new_context(viewport={"width": 1440, "height": 900})
    vera = Agent.sign_in(wide, server.url, house, house.vera)
    for one in (ada, vera):
        one.open("The kettle leaks")
        expect(one.said("The kettle leaks")).to_be_visible()
    expect(ada.page.get_by_role("button", name="Purge history")).to_have_count(0)
    vera.page.get_by_role("button", name="Purge history").click()
    sure = vera.page.get_by_role("group", name="Purge history")
    expect(sure).to_contain_text("Erase Max Muster and all that is kept of them?")
    expect(sure.locator("dl").first).to_contain_text("Messages and notes")
    expect(sure).to_contain_text("Stays, with ids that lead to nobody")
    sure.get_by_role("button", name="Erase for good").click()
    expect(vera.page.get_by_text("is being erased")).to_be_visible()
    with workspace_scope(house.id):
        run = ErasureRun.objects.get()
    running.finish(house.id, run.id)
    for one in (ada, vera):
        expect(one.page.get_by_text("This conversation was erased.")).to_be_visible()
        expect(one.rows).to_have_count(1)
        expect(one.rows).to_contain_text("The lid is lost")
