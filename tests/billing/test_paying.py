"""From the button to the plan: the owner pays on the provider's page, a notice comes, the desk looks."""

from tests.billing.conftest import Payer
from tests.billing.stripe_server import PRICE


def test_who_pays_has_the_plan(payer: Payer) -> None:
    assert payer.plan == "free"
    answer = payer.go()
    assert answer.status_code == 303
    assert answer["Location"].startswith(f"{payer.stripe.address}/pay/")
    assert payer.plan == "free"  # nobody has paid yet
    payer.stripe.pay()
    assert payer.plan == "free"  # nobody has told us yet
    assert payer.deliver() == len(payer.stripe.events)
    assert payer.plan == "free"  # a notice is not believed
    assert payer.work() == 1
    assert payer.plan == "pro"
    account = payer.account
    assert (account.state, account.brand, account.last4, account.seats) == ("active", "visa", "4242", 5)
    assert account.next_total == 5 * 1900
    page = payer.browser.get(payer.page()).content.decode()
    assert "Visa •••• 4242" in page
    assert "95.00 EUR" in page


def test_what_is_asked_of_stripe(payer: Payer) -> None:
    payer.go()
    (_method, _path, asked, headers) = next(
        one for one in payer.stripe.calls if one[1] == "/v1/checkout/sessions"
    )
    assert asked["mode"] == "subscription"
    assert asked["line_items[0][price]"] == PRICE
    assert asked["automatic_tax[enabled]"] == "true"
    assert asked["tax_id_collection[enabled]"] == "true"
    assert asked["billing_address_collection"] == "required"
    assert asked["client_reference_id"] == str(payer.house.id)
    assert asked["subscription_data[metadata][workspace]"] == str(payer.house.id)
    assert "subscription_data[trial_end]" not in asked
    assert {name.lower() for name in headers} <= {
        "host",
        "accept-encoding",
        "user-agent",
        "authorization",
        "content-type",
        "content-length",
        "idempotency-key",
        "stripe-version",
    }
    assert headers["User-Agent"] == "ICTDesk"
