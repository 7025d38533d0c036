"""Every page there is, as people with other eyes and hands meet it. A new page is looked at without being named here."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.dashboard.test_in_a_browser import Visit, address, chromium, visit  # noqa: F401 - fixtures
from tests.isolation import routes
from tests.isolation.conftest import at_home  # noqa: F401 - a fixture
from tests.isolation.furnished import Furnished
from tests.isolation.routes import Aim

pytestmark = pytest.mark.e2e
OUTSIDE = ("/account/login/", "/account/password/reset/", "/nowhere", "/privacy/")
DOWNLOADED = (".json", ".pdf", ".txt", ".zip", "/clauses/")
ACCOUNT = ("/account/2fa/", "/account/sessions/", "/account/password/change/")
MOVES = """
() => [...document.querySelectorAll('*')].filter(one => {
  const {transitionDuration, animationDuration, animationName} = getComputedStyle(one)
  const long = text => text.split(',').some(each => parseFloat(each) > 0.02)
  return long(transitionDuration) || (animationName !== 'none' && long(animationDuration))
}).map(one => one.className || one.tagName)
"""
WIDE = "document.documentElement.scrollWidth > innerWidth"


def pages(house: Furnished) -> list[str]:
    """The addresses of all pages that show something of a workspace, from the table that no page may miss."""
    aim = Aim.at(house)
    attempts = [one for name, tries in routes.page_attempts(aim).items() for one in tries]
    attempts += [one for tries in routes.slug_attempts(aim).values() for one in tries]
    shown = {path for method, path, _ in attempts if method == "GET" and not path.endswith(DOWNLOADED)}
    return sorted(shown | set(ACCOUNT))


def each_page(house: Furnished, seen: Visit) -> Iterator[tuple[str, Page]]:
    public = f"/w/{house.house.slug}"
    for path in (*OUTSIDE, f"{public}/form/{house.house.inbox.widget_key}", f"{public}/requests"):
        yield path, seen.to(path)
    seen.sign_in(house.house.owner)
    for path in pages(house):
        page = seen.to(path)
        if page.locator("h1").count() or "inbox" in path:
            yield path, page


LOOKS: dict[str, dict[str, Any]] = {
    "phone, light": {"color_scheme": "light", "viewport": {"width": 375, "height": 800}},
    "desk, dark, calm": {
        "color_scheme": "dark",
        "viewport": {"width": 1440, "height": 900},
        "reduced_motion": "reduce",
    },
    "zoomed to 200 %": {"viewport": {"width": 640, "height": 400}, "device_scale_factor": 2},
}


def faults(page: Page, *, calm: bool) -> list[str]:
    """What axe finds, what is cut off in either direction, and what moves for whoever asked for calm."""
    found = [fault["id"] for fault in Axe().run(page).response["violations"]]
    found += ["too wide"] if page.evaluate(WIDE) else []
    found += [f"moves: {page.evaluate(MOVES)}"] if calm and page.evaluate(MOVES) else []
    page.evaluate("document.documentElement.dir = 'rtl'")
    return found + (["too wide from right to left"] if page.evaluate(WIDE) else [])


@pytest.mark.parametrize("look", LOOKS)
def test_each_page_in_each_look(at_home: Furnished, address: str, chromium: Browser, look: str) -> None:
    context = chromium.new_context(**LOOKS[look])
    seen = visit(context, address)
    found: list[tuple[str, str]] = []
    looked_at = 0
    for path, page in each_page(at_home, seen):
        looked_at += 1
        found += [(path, fault) for fault in faults(page, calm="reduced_motion" in LOOKS[look])]
    context.close()
    assert found == []
    assert looked_at > len(OUTSIDE) + len(ACCOUNT) + 8
    assert seen.complaints == []


def test_what_moves_would_be_found(at_home: Furnished, address: str, chromium: Browser) -> None:
    context = chromium.new_context()
    assert any(page.evaluate(MOVES) for _, page in each_page(at_home, visit(context, address)))
    context.close()
