"""What a website pays for the widget: bytes after gzip, and requests and storage before the click."""

import gzip
import os
from typing import Any

from playwright.sync_api import Response, sync_playwright

from bench import delivery
from bench.installation import ORIGIN, Installation
from tests.e2e.shop import Shop


def measure(installation: Installation) -> dict[str, object]:
    """Loads a page with the widget in a browser, waits, then opens the chat."""
    server = installation.serve()
    house = delivery.workspace(installation)
    from tests.e2e.conftest import ARGUMENTS
    from tests.e2e.test_story import STORED

    key = house.inbox.widget_key
    scripts: dict[str, int] = {}
    asked: list[str] = []
    with Shop() as shop, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        page = browser.new_page()
        allow(house, shop.url)
        page.on("request", lambda request: asked.append(request.url))
        page.goto(shop.page(installation.url, key), wait_until="networkidle")
        before = len([url for url in asked if not url.startswith(shop.url)]) - 1  # the loader itself
        stored = sum(page.evaluate(STORED)) + len(page.context.cookies())
        page.on("response", lambda answer: weigh(scripts, answer))
        page.reload(wait_until="networkidle")
        page.get_by_role("button").first.click()
        page.get_by_role("textbox").first.wait_for()
        page.wait_for_load_state("networkidle")
        browser.close()
    installation.end(server)
    print(f"before the click: {before} requests but the loader's, {stored} things stored")
    print("after gzip: " + ", ".join(f"{name} {size:,} bytes" for name, size in sorted(scripts.items())))
    return {"requests": before, "stored": stored, "bytes": scripts}


def allow(house: Any, origin: str) -> None:
    """Lets the page open the chat."""
    from ictdesk.desk.workspaces.models import Inbox
    from ictdesk.kernel.tenancy import workspace_scope

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps a loop in this thread
    with workspace_scope(house.id):
        Inbox.objects.update(allowed_origins=[ORIGIN, origin])


def weigh(scripts: dict[str, int], answer: Response) -> None:
    if answer.request.resource_type == "script":
        name = answer.url.rsplit("/", 1)[-1].split("-")[0]
        scripts[name] = len(gzip.compress(answer.body(), 9))
