"""A rehearsal of a breach: found, aware, counted, told, and acknowledged by the link in the mail and on the page."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.trust.breaches import commands, jobs
from ictdesk.trust.breaches.models import BreachIncident, SecurityContact
from tests.e2e.conftest import NewContext
from tests.e2e.people import Agent
from tests.mail.listener import Sink, plain
from tests.server import Server
from tests.trust.visits import Vendor, make_vendor
from tests.world import House

pytestmark = pytest.mark.e2e


def do(page: Page, button: str) -> None:
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()


def follow(page: Page, mail: str, path: str, server: Server) -> None:
    """Opens a link of a mail; only the button of its page does something."""
    (found,) = re.findall(rf"/w/\S+/{path}/\S+", mail)
    page.goto(f"{server.url}{found}")
    assert Axe().run(page).response["violations"] == []


def begin(page: Page, house: House, vendor: Vendor) -> BreachIncident:
    """Opened, decided, and counted."""
    page.get_by_text("Something was found").click()
    page.get_by_label("What was found").last.wait_for()
    form = page.locator("form", has=page.get_by_role("button", name="Open the incident"))
    form.get_by_label("What was found").fill("Drill: a log lay open")
    form.get_by_label("Confidentiality: somebody saw what they should not").check()
    form.get_by_label("Found at (UTC)").fill("2026-11-27T18:00")
    form.get_by_label("This is a rehearsal").check()
    do(page, "Open the incident")
    page.get_by_role("link", name="Drill: a log lay open").first.click()
    page.get_by_label("Aware since (UTC)").fill("2026-11-27T19:00")
    do(page, "We are aware")
    expect(page.get_by_text("30 Nov 2026, 19:00 UTC")).to_be_visible()
    page.get_by_text("Count what was exposed").click()
    page.get_by_label("Workspaces").fill(house.slug)
    page.get_by_label("Tables").fill("message contact")
    do(page, "Count it")
    row = BreachIncident.objects.latest("number")
    jobs.count(str(vendor.id), str(row.id))
    page.reload()
    expect(page.get_by_text("People: about 1. Records: about 2.")).to_be_visible()
    return row


def describe(page: Page) -> None:
    """The four contents; the contact is our own."""
    page.get_by_label("(a) Nature of the breach").fill("A log lay open.")
    page.get_by_label("(c) Likely consequences").fill("Somebody may have read it.")
    page.get_by_label("(d) Measures taken or proposed").fill("It was closed.")
    page.get_by_label("Why it is later than 72 hours").fill("It is a drill.")
    do(page, "Keep")


def confirm(page: Page, outside: Page, vendor: Vendor, server: Server, sink: Sink) -> None:
    """A contact is added, and its owner confirms it."""
    page.get_by_label("Address").fill("drill@mail.example")
    do(page, "Add a contact")
    with workspace_scope(vendor.id):
        contact = SecurityContact.objects.get()
    jobs.ask_contact(str(vendor.id), str(contact.id))
    follow(outside, plain(sink.mails[-1]), "security-contact", server)
    outside.get_by_role("button", name="Yes, tell us here").click()
    expect(outside.get_by_role("status")).to_be_visible()


def test_a_rehearsal_from_awareness_to_acknowledged_notices(
    new_context: NewContext, server: Server, house: House, settings: Settings
) -> None:
    house.talk("The kettle leaks", name="Max Muster")
    vendor = make_vendor()
    with workspace_scope(vendor.id):
        for one in SecurityContact.objects.all():
            commands.remove_security_contact(actor=vendor.bob.actor, contact=one)
    page = Agent.sign_in(new_context(), server.url, vendor, vendor.bob).page  # type: ignore[arg-type]  # only its address is asked
    outside = new_context(java_script_enabled=True).new_page()
    with Sink() as sink:
        settings.MAILERS = sink.mailers
        page.goto(f"{server.url}/desk/{vendor.slug}/privacy/breaches/")
        confirm(page, outside, vendor, server, sink)
        row = begin(page, house, vendor)
        describe(page)
        do(page, "Freeze and send the notices")
        jobs.tell(str(vendor.id))
        (mail,) = [one for one in sink.mails if f"{row} v1" in one["Subject"]]
        assert mail["Subject"].startswith("REHEARSAL")
        assert mail["To"] == "drill@mail.example"
        assert "People: about 1" in plain(mail)
        page.reload()
        expect(page.get_by_text("Sent, to be acknowledged by")).to_be_visible()
        assert Axe().run(page).response["violations"] == []
        follow(outside, plain(mail), "breach", server)
        expect(outside.get_by_text("This is a rehearsal. Nothing happened.")).to_be_visible()
        outside.get_by_role("button", name="Acknowledge this notice").click()
        expect(outside.get_by_role("status")).to_contain_text("Acknowledged on")
        page.reload()
        expect(page.get_by_text(re.compile("^\\s*Acknowledged"))).to_be_visible()
        page.get_by_label("Closing report").fill("A drill: told within the hour.")
        do(page, "Close the incident")
        assert len(sink.mails) == 2, "nobody else was written to"
