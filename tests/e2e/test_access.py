"""Somebody of the vendor: nothing without a grant; with one a conversation, in the customer's sight, until the customer ends it."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from playwright.sync_api import expect

from tests.e2e.conftest import NewContext
from tests.e2e.people import Agent, texts
from tests.people.browsers import user_of
from tests.people.test_second_step import code
from tests.server import Server
from tests.trust.visits import WHY, make_vendor
from tests.world import House

pytestmark = pytest.mark.e2e


def test_the_customer_sees_who_is_inside_and_ends_it(
    new_context: NewContext, server: Server, house: House
) -> None:
    house.talk("The kettle leaks", name="Max Muster")
    vendor = make_vendor()
    eve = Agent.sign_in(new_context(), server.url, vendor, vendor.eve)  # type: ignore[arg-type]  # only its address is asked
    secret = generate_totp_secret()
    TOTP.activate(user_of(vendor.eve), secret)
    desk, page = f"{server.url}/desk", eve.page

    page.goto(f"{desk}/{house.slug}/inbox/")
    expect(page.get_by_text("There is nothing here, or it is not yours.")).to_be_visible()

    page.goto(f"{desk}/{vendor.slug}/on-call/")
    page.get_by_role("link", name="Give a code or use your passkey first").click()
    page.locator("input[name=code]").fill(code(secret))
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Address of the workspace").fill(house.slug)
    page.get_by_label("Ticket or incident").fill(WHY["reference"])
    page.get_by_label("What you will do").fill(WHY["words"])
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_text("Another one on the register approves it.")).to_be_visible()

    noor = Agent.sign_in(new_context(), server.url, house, house.noor)
    noor.page.goto(f"{desk}/{house.slug}/privacy/access/")
    expect(noor.page.get_by_role("heading", name="Want to come in")).to_be_visible()
    vendor.approve(vendor.newest(house))
    page.reload()
    page.get_by_role("button", name="Begin").first.click()
    expect(page.locator(".visit")).to_contain_text("The customer sees what you open.")
    eve.show_all()
    eve.rows.filter(has_text="The kettle leaks").click()
    expect(eve.said("The kettle leaks")).to_be_visible()

    expect(noor.page.get_by_role("heading", name="Inside now")).to_be_visible()
    expect(noor.page.locator("#visits")).to_contain_text(vendor.eve.email)
    noor.page.get_by_role("button", name="End it now").click()
    expect(page.get_by_text("There is nothing here, or it is not yours.")).to_be_visible()
    expect(page.get_by_text("The kettle leaks")).to_have_count(0)
    assert texts([eve, noor]) == []
