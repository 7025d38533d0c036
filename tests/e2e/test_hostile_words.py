"""Whatever somebody writes is shown as it was written, and runs nowhere."""

import io

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.e2e.conftest import NewContext
from tests.e2e.payloads import ALL, RUNS_BY_ITSELF
from tests.e2e.people import Agent, Visitor, texts
from tests.world import House

pytestmark = pytest.mark.e2e
HARMLESS = "[...document.links].every((link) => ['http:', 'https:'].includes(link.protocol))"
HARMLESS_IN_THE_CHAT = HARMLESS.replace(
    "document.links", "document.querySelector('ictdesk-chat').shadowRoot.querySelectorAll('a')"
)


def ran(page: Page) -> bool:
    done: bool = page.evaluate("window.__xss !== undefined")
    return done


@pytest.mark.parametrize("payload", RUNS_BY_ITSELF)
def test_the_payloads_are_live(new_context: NewContext, payload: str) -> None:
    """The control: a page that takes them for HTML runs them."""
    page = new_context().new_page()
    page.set_content(f"<body>{payload}</body>")
    page.wait_for_function("() => window.__xss !== undefined")
    assert ran(page)


def picture(name: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (20, 20), "#555").save(out, "PNG")
    return out.getvalue() + name.encode()


def test_nothing_that_is_written_runs(visitor: Visitor, ada: Agent, house: House) -> None:
    visitor.open()
    for payload in ALL:
        visitor.write(f"visitor: {payload}")
        expect(visitor.said(f"visitor: {payload}")).to_be_visible()
    ada.open("visitor: ")
    for payload in ALL:
        expect(ada.said(f"visitor: {payload}")).to_have_count(1)
        ada.write(f"agent: {payload}")
        expect(visitor.said(f"agent: {payload}")).to_have_count(1)
    ada.note(RUNS_BY_ITSELF[2])
    expect(ada.said(RUNS_BY_ITSELF[2]).last).to_be_visible()
    for person in (visitor, ada):
        person.reload()
    visitor.open()
    expect(visitor.said(f"agent: {ALL[-1]}")).to_have_count(1)
    expect(ada.said(f"agent: {ALL[-1]}")).to_have_count(1)
    assert not ran(visitor.page)
    assert not ran(ada.page)
    assert ada.page.evaluate(HARMLESS)
    assert visitor.page.evaluate(HARMLESS_IN_THE_CHAT)
    assert texts([visitor, ada]) == []


def test_no_name_runs(visitor: Visitor, ada: Agent, house: House) -> None:
    visitor.open()
    visitor.write("Hello")
    ada.open("Hello")
    visitor.chat.get_by_role("button", name="Settings and privacy").click()
    for payload in ALL:
        visitor.chat.get_by_label("Your name").fill(payload)
        visitor.chat.get_by_role("button", name="Save").click()
        expect(ada.page.locator(".inbox-head h2")).to_have_text(payload)
        expect(ada.rows.locator(".inbox-row__name")).to_have_text(payload)
        expect(ada.thread.locator(".inbox-group__by b").first).to_have_text(payload)
        assert not ran(ada.page)
    ada.reload()
    expect(ada.page.locator(".inbox-head h2")).to_have_text(ALL[-1])
    assert not ran(visitor.page)
    assert not ran(ada.page)
    assert texts([visitor, ada]) == []


def test_no_file_name_runs(visitor: Visitor, ada: Agent, house: House) -> None:
    """A name loses what stands before a slash: so each is asked for by what is left of it."""
    visitor.open()
    visitor.write("Hello")
    ada.open("Hello")
    names = [f"{payload.rsplit('/', 1)[-1]}.png".strip(" .") for payload in ALL]
    for name in names:
        visitor.attach({"name": name, "mimeType": "image/png", "buffer": picture(name)})
        visitor.field.press("Enter")
        expect(visitor.log.get_by_alt_text(name, exact=True).first).to_be_visible()
        expect(ada.thread.get_by_alt_text(name, exact=True).first).to_be_visible()
    assert not ran(visitor.page)
    assert not ran(ada.page)
    assert texts([visitor, ada]) == []
