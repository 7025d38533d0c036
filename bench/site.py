"""`./desk bench site`: what a stranger waits for on the public pages, and how much comes over the line."""

import statistics
from typing import Any

import django
from playwright.sync_api import Browser, sync_playwright

from bench.installation import Installation
from bench.keys import CHROMIUM

RUNS = 9
PAGES = (
    "",
    "plans",
    "gdpr",
    "privacy",
    "cookies",
    "regions",
    "your-data",
    "contact",
    "agreement",
    "newsletter",
)
PAINT = """() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? -1"""


def main() -> None:
    """Each time with a browser that has seen nothing yet."""
    with Installation() as installation:
        django.setup()  # needs the environment of the installation
        from ictdesk.business.vendor.founding import found

        found()
        server = installation.serve()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            print(f"{'page':14}{'first paint':>12}{'slowest':>11}{'bytes':>9}{'requests':>10}")
            for path in PAGES:
                seen = [look(browser, f"{installation.url}/{path}") for _ in range(RUNS)]
                paints = [one["paint"] for one in seen]
                took = f"{statistics.median(paints):9.0f} ms{max(paints):8.0f} ms"
                print(f"/{path:13}{took}{seen[0]['bytes']:9,}{seen[0]['requests']:10}")
            browser.close()
        installation.end(server)


def look(browser: Browser, url: str) -> dict[str, Any]:
    """One page in a browser of its own. Raises `RuntimeError` for one that is not there."""
    context = browser.new_context()
    page = context.new_page()
    sizes: list[int] = []
    page.on("response", lambda answer: sizes.append(len(answer.body())))
    answer = page.goto(url, wait_until="networkidle")
    if answer is None or answer.status != 200:
        raise RuntimeError(f"{url} is not there")
    found = {"paint": page.evaluate(PAINT), "bytes": sum(sizes), "requests": len(sizes)}
    context.close()
    return found


if __name__ == "__main__":
    main()
