"""From the public pages to the first answered chat, by nothing but clicks."""

import re
from email import message_from_bytes
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from ictdesk.business.vendor.founding import found
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.trust.agreements.models import AgreementAcceptance
from tests.e2e.conftest import NewContext
from tests.e2e.people import Agent, Visitor
from tests.e2e.shop import Shop
from tests.e2e.test_looks import faults
from tests.server import Server

pytestmark = pytest.mark.e2e
PASSWORD = "a kettle on the hob"


def mailed_to(address: str) -> str:
    """The body of the one mail that the server sent there."""
    files = [one for one in Path(settings.ICTDESK_DATA, "mail").rglob("*") if one.is_file()]
    mails = [message_from_bytes(one.read_bytes()) for one in files]
    (mail,) = [one for one in mails if one["To"] == address]
    body = mail.get_payload(decode=True)
    assert isinstance(body, bytes)
    return body.decode()


def sign_up(page: Page, server: Server, slug: str, address: str) -> None:
    page.goto(f"{server.url}/plans")
    page.get_by_role("link", name="Try it for 14 days").click()
    for label, said in (
        ("Your organisation", "Kettles Ltd"),
        ("Address of the workspace", slug),
        ("Your name", "Olga"),
        ("Your e-mail address", address),
    ):
        page.get_by_label(label).fill(said)
    page.get_by_label("I accept").check()
    page.get_by_role("button", name="Send me the mail").click()
    expect(page.get_by_role("heading", name="Look into your mailbox")).to_be_visible()


def test_a_stranger_opens_a_workspace_and_answers_a_chat(
    server: Server, shop: Shop, new_context: NewContext
) -> None:
    found()
    word = uuid4().hex[:10]
    slug, address = f"k-{word}", f"olga-{word}@mail.example"
    context = new_context()
    olga = Agent(context.new_page())
    page = olga.page
    page.add_init_script("localStorage.setItem('ictdesk:undo-send', 'off')")
    sign_up(page, server, slug, address)
    link = re.search(r"http://\S+/sign-up/\S+", mailed_to(address))
    assert link
    page.goto(link[0])
    assert not WorkspaceEntry.objects.filter(slug=slug).exists()
    page.get_by_role("button", name="Open it").click()
    for field in page.locator("input[type=password]").all():
        field.fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    expect(page.get_by_role("heading", name="First steps")).to_be_visible()
    assert faults(page) == []
    bound = AgreementAcceptance.objects.get(workspace_id=WorkspaceEntry.find(slug=slug).id)
    assert bound.version
    page.get_by_role("link", name="Do it").first.click()
    snippet = page.locator("#snippet")
    key = re.search(
        r"wk_\w+", snippet.input_value() if snippet.evaluate("e => 'value' in e") else snippet.inner_text()
    )
    assert key
    page.get_by_label("Websites").fill(shop.url)
    page.get_by_role("button", name="Save").click()
    visitor = Visitor.arrive(new_context(), shop.page(server.url, key[0]))
    visitor.open()
    visitor.write("My kettle leaks")
    page.goto(f"{server.url}/desk/{slug}/inbox/")
    olga.open("My kettle leaks")
    olga.write("Which one is it?")
    expect(visitor.said("Which one is it?")).to_be_visible()
    page.goto(f"{server.url}/desk/{slug}/settings/start/")
    expect(page.get_by_text("Done")).to_have_count(1)
