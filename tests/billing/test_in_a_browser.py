"""The way to the payment provider and back, in a real browser: the policy for content lets that one form lead there."""

import pytest
from playwright.sync_api import Browser, expect

from tests.billing.conftest import Payer
from tests.dashboard.test_in_a_browser import address, chromium, visit  # noqa: F401 - fixtures

pytestmark = pytest.mark.e2e


def test_an_owner_pays_and_sees_it(payer: Payer, address: str, chromium: Browser) -> None:
    payer.house.talk("Hello")  # so that the owner begins in the inbox
    context = chromium.new_context()
    vera = visit(context, address)
    vera.sign_in(payer.house.vera)
    page = vera.to(payer.page())
    page.get_by_role("button", name="Pay for Pro").click()
    page.wait_for_url(f"{payer.stripe.address}/pay/**")
    page = vera.to(payer.page("?paid=1"))
    expect(page.get_by_role("status")).to_contain_text("We wait for word of your payment")
    payer.stripe.pay()
    payer.deliver()
    payer.work()
    expect(page.get_by_text("Visa •••• 4242")).to_be_visible()  # by itself
    page.get_by_role("button", name="Card, address").click()
    page.wait_for_url(f"{payer.stripe.address}/portal/**")
    assert vera.complaints == []
    context.close()
