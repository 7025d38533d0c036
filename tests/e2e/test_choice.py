"""The site's one question: nothing before it, nothing but the no after a no, what is registered after a yes, and one click back."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import override_settings
from playwright.sync_api import BrowserContext, Page, Response

from ictdesk.business.counting.models import SiteDay
from ictdesk.business.vendor import words
from ictdesk.business.vendor.founding import found
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.privacy.consent.models import ConsentEvent
from tests.e2e.conftest import NewContext
from tests.e2e.test_looks import faults
from tests.e2e.test_site import NOTHING, left_in
from tests.publicsite.test_pages import PAGES
from tests.server import Server

pytestmark = pytest.mark.e2e
REGISTERED = {"ictdesk:choice", "ictdesk:visits"}


@pytest.fixture(scope="module")
def asking(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose operator switched it on."""
    path = tmp_path_factory.mktemp("site") / "site.toml"
    Path(path).write_text("count_returning = true\n", encoding="utf-8")
    with override_settings(ICTDESK_SITE=replace(settings.ICTDESK_SITE, count_returning=True)):
        found()
    with Server(ICTDESK_RATE_FACTOR="1000", ICTDESK_SITE_FILE=str(path)) as running:
        yield running


@pytest.fixture(autouse=True)
def _nothing_yet(asking: Server) -> None:
    SiteDay.objects.all().delete()


def events() -> list[tuple[str, str, bool]]:
    with workspace_scope(found().id):
        rows = ConsentEvent.objects.filter(purpose__key=words.RETURNING).order_by("at", "id")
        return list(rows.values_list("state", "place", "gpc"))


def counted() -> tuple[int, int]:
    row = SiteDay.objects.first()
    return (row.first, row.back) if row else (0, 0)


def opened(context: BrowserContext, server: Server, path: str = "/plans") -> Page:
    page = context.new_page()
    page.goto(server.url + path)
    page.locator("#choice_foot").wait_for()
    return page


def heard(response: Response) -> bool:
    return response.url.endswith(("/choice", "/choice/visit")) and response.status == 204


def press(page: Page, name: str, *, last: str) -> None:
    """Clicks, and waits for the last that the click sends."""
    with page.expect_response(lambda one: one.url.endswith(last) and heard(one)):
        page.get_by_role("button", name=name, exact=True).click()


def kept(page: Page) -> Any:
    return page.evaluate("JSON.parse(localStorage.getItem('ictdesk:choice'))")


def test_no_page_leaves_anything_before_the_answer(asking: Server, new_context: NewContext) -> None:
    context = new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in PAGES:
        page.goto(asking.url + path)
        page.locator("#choice_foot").wait_for()
        assert left_in(page) == NOTHING, path
    assert context.cookies() == []
    assert {url for url in asked if not url.startswith(asking.url)} == set()


def test_nothing_before_the_answer_and_only_the_no_after_a_no(
    asking: Server, new_context: NewContext
) -> None:
    before = events()
    page = opened(new_context(), asking)
    page.get_by_role("dialog").wait_for()
    assert left_in(page) == NOTHING
    yes, no = (
        page.get_by_role("button", name=name, exact=True).bounding_box() for name in ("Yes, count me", "No")
    )
    assert yes is not None
    assert no is not None
    assert (yes["width"], yes["height"]) == (no["width"], no["height"]), "a no is as easy as a yes"
    assert faults(page) == []
    press(page, "No", last="/choice")
    assert left_in(page) == NOTHING | {"local": ["ictdesk:choice"]}
    assert kept(page)["consentId"] == "-", "who said no has no number"
    page.goto(f"{asking.url}/gdpr")
    page.locator("#choice_foot").wait_for()
    assert page.get_by_role("dialog").count() == 0, "nobody is asked twice"
    assert events()[len(before) :] == [("refused", "site/question", False)]
    assert counted() == (0, 0)


def test_a_yes_keeps_what_is_registered_and_one_click_takes_it_back(
    asking: Server, new_context: NewContext
) -> None:
    before = events()
    context = new_context()
    page = opened(context, asking)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    press(page, "Yes, count me", last="/choice/visit")
    page.wait_for_function("() => localStorage.getItem('ictdesk:visits')")
    assert left_in(page) == NOTHING | {"local": sorted(REGISTERED)}
    assert context.cookies() == []
    assert len(kept(page)["consentId"]) == 36
    assert {url for url in asked if not url.startswith(asking.url)} == set()
    page.evaluate("localStorage.setItem('ictdesk:visits', '2026-01-01')")
    with page.expect_response(heard):
        page.reload()
    assert counted() == (1, 1), "once new, once back"
    page.goto(f"{asking.url}/cookies")
    for name in REGISTERED:
        assert page.get_by_text(name, exact=True).is_visible()
    press(page, "Stop counting my visits", last="/choice")
    assert left_in(page)["local"] == ["ictdesk:choice"]
    assert kept(page)["consentId"] == "-"
    states = [state for state, _place, _gpc in events()[len(before) :]]
    assert states == ["given", "withdrawn"]
    press(page, "Count my visits", last="/choice/visit")
    assert events()[-1] == ("given", "site/foot", False)


def test_global_privacy_control_is_a_no(asking: Server, new_context: NewContext) -> None:
    before = events()
    context = new_context(extra_http_headers={"Sec-GPC": "1"})
    page = context.new_page()
    with page.expect_response(heard):
        page.goto(f"{asking.url}/plans")
    assert page.get_by_role("dialog").count() == 0
    assert left_in(page)["local"] == ["ictdesk:choice"]
    assert events()[len(before) :] == [("refused", "site/gpc", True)]
    script = new_context()
    script.add_init_script("Object.defineProperty(navigator, 'globalPrivacyControl', {value: true})")
    page = script.new_page()
    with page.expect_response(heard):
        page.goto(f"{asking.url}/plans")
    assert events()[-1] == ("refused", "site/gpc", True), "said by script alone, it counts the same"


def test_a_yes_that_could_not_be_kept_is_none(asking: Server, new_context: NewContext) -> None:
    before = events()
    page = opened(new_context(), asking)
    page.route("**/choice", lambda route: route.abort())
    page.get_by_role("button", name="Yes, count me", exact=True).click()
    page.wait_for_function("() => localStorage.length === 0")
    assert (events(), counted()) == (before, (0, 0))
    page.unroute("**/choice")
    page.reload()
    page.get_by_role("dialog").wait_for()
