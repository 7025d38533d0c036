"""From a key press to the next conversation on the screen, in a real browser beside a real server."""

import statistics
from typing import Any

from bench.crowd import House
from bench.delivery import cookie
from bench.installation import Installation

PRESSES = 60
CHROMIUM = "/usr/bin/chromium"
WATCH = """
window.took = [];
addEventListener("keydown", (event) => {
  if (event.key !== "j") return;
  const before = document.querySelector(".inbox-conversation .inbox-message")?.textContent;
  const look = () => {
    const now = document.querySelector(".inbox-conversation .inbox-message")?.textContent;
    if (!now || now === before) return requestAnimationFrame(look);
    // The frame that shows it is painted when the next message is handled.
    const channel = new MessageChannel();
    channel.port1.onmessage = () => window.took.push(performance.now() - event.timeStamp);
    channel.port2.postMessage(0);
  };
  requestAnimationFrame(look);
}, true);
"""
SCROLL = """
async () => {
  const box = document.querySelector(".inbox-rows");
  const gaps = [];
  let last = performance.now();
  for (let turn = 0; turn < 120; turn += 1) {
    box.scrollTop += 400;
    await new Promise(requestAnimationFrame);
    gaps.push(performance.now() - last);
    last = performance.now();
  }
  gaps.sort((a, b) => a - b);
  return { rows: document.querySelectorAll(".inbox-row").length, p50: gaps[60], p99: gaps[118] };
}
"""


def measure(installation: Installation, house: House) -> dict[str, Any]:
    """Key presses at a person's pace and fast; then a long list that is scrolled."""
    from playwright.sync_api import sync_playwright

    installation.serve()
    name, _, value = cookie(house).partition("=")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        context.add_cookies([{"name": name, "value": value, "url": installation.url}])
        page = context.new_page()
        page.add_init_script(WATCH)
        page.goto(f"{installation.url}/desk/{house.slug}/inbox/all/")
        page.wait_for_selector(".inbox-row")
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        page.wait_for_selector(".inbox-message")
        found = {f"a press each {pace} ms": pressed(page, pace) for pace in (250, 80)}
        for _ in range(100):
            page.evaluate("document.querySelector('.inbox-rows').scrollTop = 1e9")
            page.wait_for_timeout(60)
        found["scrolling"] = page.evaluate(SCROLL)
        found["scrolling"]["long"] = page.evaluate(
            "document.querySelector('.inbox-rows__all').clientHeight / 64"
        )
        browser.close()
    show(found)
    return found


def pressed(page: Any, pace: int) -> dict[str, float]:
    """Presses J again and again; milliseconds until the next conversation's words are on the screen."""
    page.wait_for_timeout(500)
    page.evaluate("window.took.length = 0")
    for _ in range(PRESSES):
        page.keyboard.press("j")
        page.wait_for_timeout(pace)
    page.wait_for_timeout(500)
    took = page.evaluate("window.took")
    return {
        "presses": len(took),
        "p50": statistics.median(took),
        "p99": statistics.quantiles(took, n=100)[-1],
    }


def show(found: dict[str, Any]) -> None:
    print(f"{'key press to next conversation':32}{'p50':>9}{'p99':>9}")
    for name, one in found.items():
        print(f"{name:32}{one['p50']:6.1f} ms{one['p99']:6.1f} ms")
    print(
        f"  the list held {found['scrolling']['long']:.0f} rows, {found['scrolling']['rows']} of them in the page"
    )
