"""The vendor's public pages in a real browser: what they leave in it, what they ask for, how they read."""

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from ictdesk.business.vendor.founding import found
from tests.e2e.conftest import NewContext
from tests.e2e.test_looks import faults
from tests.publicsite.test_pages import PAGES
from tests.server import Server

pytestmark = pytest.mark.e2e
LEFT = """async () => ({
  local: Object.keys(localStorage), session: Object.keys(sessionStorage), cookie: document.cookie,
  databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
NOTHING = {"local": [], "session": [], "cookie": "", "databases": 0, "caches": 0, "workers": 0}


@pytest.fixture(autouse=True)
def _vendor() -> None:
    found()


def paths() -> list[str]:
    return [*PAGES, f"/w/{found().slug}/privacy/ask", f"/w/{found().slug}/requests"]


def left_in(page: Page) -> Any:
    return page.evaluate(LEFT)


def test_no_page_leaves_anything_or_asks_anybody_else(server: Server, new_context: NewContext) -> None:
    context: BrowserContext = new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in paths():
        page.goto(server.url + path)
        assert left_in(page) == NOTHING, path
    assert context.cookies() == []
    assert {url for url in asked if not url.startswith(server.url)} == set()
    page.evaluate("localStorage.setItem('x', '1')")  # what is looked for would be seen
    assert left_in(page)["local"] == ["x"]


def test_a_form_leaves_nothing_either(server: Server, new_context: NewContext) -> None:
    context = new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server.url}/contact")
    page.get_by_label("Your name").fill("Pia")
    page.get_by_label("Your e-mail address").fill("pia@mail.example")
    page.get_by_label("Your message").fill("Is it open source?")
    page.get_by_role("button", name="Send").click()
    page.get_by_role("heading", name="Thank you").wait_for()
    assert context.cookies() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1440])
def test_axe_finds_nothing_and_nothing_is_too_wide(
    server: Server, new_context: NewContext, scheme: str, width: int
) -> None:
    page = new_context(color_scheme=scheme, viewport={"width": width, "height": 800}).new_page()
    for path in PAGES:
        page.goto(server.url + path)
        assert faults(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
