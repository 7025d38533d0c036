"""What one sets up another sees at once, in an inbox that was open before."""

import pytest
from playwright.sync_api import expect

from ictdesk.desk.conversations import commands
from ictdesk.desk.people import commands as people
from ictdesk.desk.workspaces import commands as workspaces
from ictdesk.desk.workspaces.models import Status, Tag, Team
from ictdesk.kernel.tenancy import workspace_scope
from tests.e2e.conftest import NewContext
from tests.e2e.people import Agent
from tests.server import Server
from tests.world import US, House

pytestmark = pytest.mark.e2e


@pytest.fixture
def vera(new_context: NewContext, server: Server, house: House) -> Agent:
    """She owns the workspace, and sets it up while others work."""
    return Agent.sign_in(new_context(), server.url, house, house.vera)


def tag_page(vera: Agent, house: House, name: str) -> None:
    vera.page.goto(f"{vera.page.url.partition('/desk/')[0]}/desk/{house.slug}/settings/tags/")
    vera.page.get_by_role("link", name=name, exact=True).click()


def test_a_list_by_tag_follows_the_tag(ada: Agent, vera: Agent, house: House) -> None:
    talk = house.talk("My ketle leaks", name="Max")
    house.talk("Another thing", name="Mia")
    with workspace_scope(house.id):
        commands.set_tags(actor=house.ada.actor, conversation=talk, names=["ketle"])
    ada.page.goto(ada.page.url.partition("/inbox/")[0] + "/inbox/all/?tag=ketle")
    expect(ada.page.get_by_role("button", name="Tag: ketle: remove")).to_be_visible()
    expect(ada.rows).to_have_count(1)
    tag_page(vera, house, "ketle")
    vera.page.get_by_label("Name").fill("kettle")
    vera.page.get_by_role("button", name="Rename").click()
    expect(ada.page.get_by_role("button", name="Tag: kettle: remove")).to_be_visible()
    expect(ada.rows).to_have_count(1)
    expect(ada.rows).to_contain_text("My ketle leaks")
    assert ada.page.url.endswith("?tag=kettle")
    with workspace_scope(house.id):
        commands.delete_tag(actor=US, tag=Tag.objects.get(name="kettle"))
    expect(ada.page.get_by_text("There is no tag kettle any more.")).to_be_visible()
    expect(ada.rows).to_have_count(2)


def test_people_and_states_go_by_their_new_names(ada: Agent, house: House) -> None:
    talk = house.talk("My kettle leaks", name="Max")
    house.say(house.grace.actor, talk, "Since when?")
    with workspace_scope(house.id):
        commands.assign(actor=US, conversation=talk, member=house.grace.row)
    ada.open("Since when?")
    details = ada.page.get_by_role("complementary", name="Details")
    expect(details.get_by_role("button", name="Grace Ng")).to_be_visible()
    with workspace_scope(house.id):
        people.rename_self(actor=house.grace.actor, member=house.grace.row, name="Grace Hopper")
        status = Status.objects.get(category="open")
        workspaces.change_status(actor=US, status=status, name="At it", public_label="At it")
    expect(details.get_by_role("button", name="Grace Hopper")).to_be_visible()
    expect(details.get_by_role("button", name="At it")).to_be_visible()
    expect(ada.thread.locator("b").filter(has_text="Grace Hopper")).to_be_visible()
    expect(ada.page.get_by_text("Grace Ng")).to_have_count(0)


def test_lists_that_are_made_are_there_to_choose(ada: Agent, house: House) -> None:
    house.talk("My kettle leaks", name="Max")
    ada.open("My kettle leaks")
    ada.page.keyboard.press("l")
    options = ada.page.locator(".inbox-palette").get_by_role("option")
    expect(options.filter(has_text="Mine")).to_be_visible()
    with workspace_scope(house.id):
        workspaces.make_team(actor=US, name="Parcels")
        commands.save_view(actor=house.grace.actor, name="All of it", wanted={"view": "all"}, shared=True)
    expect(options.filter(has_text="Parcels")).to_be_visible()
    expect(options.filter(has_text="All of it")).to_be_visible()
    with workspace_scope(house.id):
        people.set_team(actor=US, team=Team.objects.get(name="Parcels"), name="Boxes", members=[])
    expect(options.filter(has_text="Boxes")).to_be_visible()
    expect(options.filter(has_text="Parcels")).to_have_count(0)


def test_a_canned_reply_appears_while_one_looks_for_it(ada: Agent, house: House) -> None:
    house.talk("My kettle leaks", name="Max")
    ada.open("My kettle leaks")
    ada.field.press_sequentially("/")
    expect(ada.page.get_by_text("No canned replies yet")).to_be_visible()
    with workspace_scope(house.id):
        workspaces.make_canned_reply(actor=US, shortcut="lid", title="A new lid", body="We send a new lid.")
    expect(ada.page.get_by_role("listbox", name="Canned replies").get_by_role("option")).to_contain_text(
        "lid"
    )
