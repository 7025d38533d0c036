"""The product's server, a website with the widget, and browsers that know nothing of each other."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from ictdesk.surfaces.dashboard.templatetags.desk import manifest
from ictdesk.surfaces.widget.views import LOADER
from tests.e2e.people import Agent, Visitor
from tests.e2e.shop import Shop
from tests.server import Server
from tests.world import ACME, House, make_house

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]
PATIENCE_MS = 10_000

type NewContext = Callable[..., BrowserContext]


@pytest.fixture(scope="package", autouse=True)
def built() -> None:
    missing = {"widget.js", "chat.js", "inbox.js", "desk.css"} - manifest().keys()
    assert not missing, (
        f"build the front end first (python hatch_build.py build): {sorted(missing)} are not there"
    )
    assert LOADER.exists(), f"build the front end first (python hatch_build.py build): no {LOADER}"


@pytest.fixture(scope="package")
def server() -> Iterator[Server]:
    with Server(ICTDESK_RATE_FACTOR="1000", ICTDESK_SIGN_UP="1") as running:
        yield running


@pytest.fixture(scope="package")
def shop() -> Iterator[Shop]:
    with Shop() as running:
        yield running


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """Playwright keeps a loop in this thread, for which Django would refuse every query of the test's own."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def new_context(chromium: Browser) -> Iterator[NewContext]:
    """Makes browsers without any memory; they are closed at the end."""
    made: list[BrowserContext] = []

    def make(**options: object) -> BrowserContext:
        made.append(chromium.new_context(locale="en-GB", **options))  # type: ignore[arg-type]
        made[-1].set_default_timeout(PATIENCE_MS)
        return made[-1]

    yield make
    for context in made:
        context.close()


@pytest.fixture
def house(shop: Shop) -> House:
    """Acme, whose chat may be on the shop's pages."""
    from uuid import uuid4

    return make_house(f"acme-{uuid4().hex[:10]}", ACME, origin=shop.url)


@pytest.fixture
def visitor(new_context: NewContext, server: Server, shop: Shop, house: House) -> Visitor:
    """Has come to the shop and not clicked yet."""
    return Visitor.arrive(new_context(), shop.page(server.url, house.inbox.widget_key))


@pytest.fixture
def ada(new_context: NewContext, server: Server, house: House) -> Agent:
    """Has signed in."""
    return Agent.sign_in(new_context(), server.url, house, house.ada)
