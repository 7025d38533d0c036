"""The page of all parts, the picture of the chat, and colours that stay readable."""

import itertools

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import override_settings
from playwright.sync_api import Browser

from ictdesk.desk.workspaces.models import Tag
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.surfaces.dashboard.brand import LEAST, _read, brand, ratio
from ictdesk.surfaces.dashboard.templatetags.desk import bars
from tests.dashboard.test_in_a_browser import address, chromium, visit  # noqa: F401 - fixtures
from tests.dashboard.test_pages import inline
from tests.people.browsers import browser, signed_in
from tests.world import World

COLOURS = ["#{:02x}{:02x}{:02x}".format(*rgb) for rgb in itertools.product(range(0, 256, 51), repeat=3)]


def test_the_page_is_for_development_only() -> None:
    assert browser().get("/design").status_code == 404
    with override_settings(DEBUG=True):
        page = browser().get("/design")
    assert page.status_code == 200
    assert inline(page.content.decode()) == []


@pytest.mark.parametrize("color", COLOURS)
def test_every_colour_is_made_readable(color: str) -> None:
    made = brand(color)
    assert ratio(_read(made.fill), _read(made.on)) >= LEAST


def test_a_readable_colour_stays_as_it_is() -> None:
    assert brand("#0f766e") == ("#0f766e", "#ffffff")
    assert brand("#ffcc00") == ("#ffcc00", "#12171d")
    assert brand("red; x") == brand("#0b7a75")


def test_bars_are_as_tall_as_their_counts() -> None:
    assert [bar["height"] for bar in bars([("a", 0), ("b", 5), ("c", 10)])] == [1, 22, 44]
    assert bars([]) == []


def test_the_picture_shows_what_is_in_the_form_and_saves_nothing(world: World) -> None:
    vera, path = signed_in(world.acme.vera), f"/desk/{world.acme.slug}/settings/preview/"
    sent = {"name": "Acme Tools", "color": "#ffcc00", "greeting": "Good <b>day</b>", "offline_text": ""}
    drawn = vera.post(path, sent).content.decode()
    assert "Acme Tools" in drawn
    assert 'fill="#ffcc00"' in drawn
    assert "Good &lt;b&gt;day&lt;/b&gt;" in drawn
    assert "Acme Tools" not in vera.get(f"/desk/{world.acme.slug}/settings/workspace/").content.decode()


@pytest.mark.e2e
def test_the_picture_follows_the_form(
    world: World,
    address: str,
    chromium: Browser,
) -> None:
    context = chromium.new_context()
    vera = visit(context, address)
    vera.sign_in(world.acme.vera)
    page = vera.to(f"/desk/{world.acme.slug}/settings/workspace/")
    page.get_by_label("Greeting").fill("Welcome in")
    page.locator("#preview").get_by_text("Welcome in").wait_for()
    page = vera.to(f"/desk/{world.acme.slug}/settings/inboxes/{world.acme.inbox.id}/")
    assert page.locator("#preview").get_by_text("Your e-mail address").count() == 0
    page.get_by_label("E-mail address", exact=True).select_option("required")
    page.locator("#preview").get_by_text("Your e-mail address").wait_for()
    assert vera.complaints == []
    context.close()


@pytest.mark.e2e
def test_axe_finds_nothing_in_the_parts(address: str, chromium: Browser) -> None:
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    with override_settings(DEBUG=True):
        page.goto(f"{address}/design")
        found = [fault["id"] for fault in Axe().run(page).response["violations"]]
    assert page.locator(".design__theme").count() == 2
    assert found == []
    context.close()


@pytest.mark.e2e
def test_a_question_stands_over_the_list(
    world: World,
    address: str,
    chromium: Browser,
) -> None:
    with workspace_scope(world.acme.id):
        Tag.objects.create(name="parcel")
    context = chromium.new_context(viewport={"width": 375, "height": 800})
    vera = visit(context, address)
    vera.sign_in(world.acme.vera)
    page = vera.to(f"/desk/{world.acme.slug}/settings/tags/")
    row = page.locator(".row").first
    before = row.bounding_box()
    page.get_by_label("Delete parcel").click()
    page.get_by_role("button", name="Delete the tag").wait_for()
    assert row.bounding_box() == before
    page.get_by_role("button", name="Delete the tag").click()
    page.get_by_text("The tag was deleted").wait_for()
    context.close()
