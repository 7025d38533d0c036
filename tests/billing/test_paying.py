"""From the button to the plan: the owner pays on the provider's page, a notice comes, the desk looks."""

from datetime import timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from ictdesk.business.billing.amounts import money
from ictdesk.business.billing.models import BillingAccount, BillingInvoice
from ictdesk.business.plans.models import Subscription
from ictdesk.business.plans.setting import set_plan
from ictdesk.desk.people.models import Member
from ictdesk.kernel import clock
from ictdesk.kernel.tenancy import workspace_scope
from tests.billing.conftest import Payer
from tests.billing.stripe_server import PRICE
from tests.endings.asked import asked
from tests.kernel import queue_of
from tests.people.browsers import signed_in
from tests.world import World

SESSIONS = "/v1/checkout/sessions"
SENT = {
    *("host", "accept-encoding", "user-agent", "authorization", "content-type", "content-length"),
    *("idempotency-key", "stripe-version"),
}


def calls(payer: Payer, path: str) -> list[tuple[dict[str, str], dict[str, str]]]:
    return [(given, headers) for _method, asked, given, headers in payer.stripe.calls if asked == path]


def text(payer: Payer, then: str = "") -> str:
    return payer.browser.get(payer.page(then)).content.decode()


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
    page = text(payer)
    assert "Visa •••• 4242" in page
    assert "95.00 EUR" in page


def test_what_is_asked_of_stripe(payer: Payer) -> None:
    payer.go()
    ((asked, headers),) = calls(payer, SESSIONS)
    assert asked["mode"] == "subscription"
    assert (asked["line_items[0][price]"], asked["line_items[0][quantity]"]) == (PRICE, "5")
    assert asked["automatic_tax[enabled]"] == asked["tax_id_collection[enabled]"] == "true"
    assert asked["billing_address_collection"] == "required"
    assert asked["client_reference_id"] == str(payer.house.id)
    assert asked["subscription_data[metadata][workspace]"] == str(payer.house.id)
    assert "subscription_data[trial_end]" not in asked
    assert {name.lower() for name in headers} <= SENT
    assert headers["User-Agent"] == "ICTDesk"
    ((who, _headers),) = calls(payer, "/v1/customers")
    assert who == {"email": payer.house.vera.email, "metadata[workspace]": str(payer.house.id)}


def test_who_pays_early_is_not_charged_early(payer: Payer) -> None:
    ends = clock.now() + timedelta(days=9)
    Subscription.objects.filter(workspace_id=payer.house.id).update(trial_ends_at=ends)
    payer.bought()
    ((asked, _headers),) = calls(payer, SESSIONS)
    assert asked["subscription_data[trial_end]"] == str(int(ends.timestamp()))
    assert (payer.account.state, payer.plan) == ("trialing", "pro")
    Subscription.objects.filter(workspace_id=payer.house.id).update(trial_ends_at=clock.now())
    assert payer.plan == "pro"


def test_the_button_pressed_twice_leads_to_one_page(payer: Payer) -> None:
    first, second = payer.go()["Location"], payer.go()["Location"]
    assert first == second
    assert len(payer.stripe.rows["sessions"]) == len(payer.stripe.rows["customers"]) == 1
    keys = {headers["Idempotency-Key"] for _given, headers in calls(payer, SESSIONS)}
    assert keys == {str(payer.account.checkout_key)}


def test_another_wish_closes_the_former_page(payer: Payer) -> None:
    """Else both could be paid."""
    former = payer.go()["Location"]
    Subscription.objects.filter(workspace_id=payer.house.id).update(
        trial_ends_at=clock.now() + timedelta(days=9)
    )
    assert payer.go()["Location"] != former
    assert [row["status"] for row in payer.stripe.rows["sessions"].values()] == ["expired", "open"]


def test_an_answer_that_is_lost_is_asked_for_again(payer: Payer) -> None:
    """Stripe makes the page and the line goes dead: the same key brings the same page."""
    payer.stripe.failures = [None, "hang up"]
    answer = payer.go()
    assert answer["Location"] == payer.page()
    assert "does not answer" in text(payer)
    assert len(payer.stripe.rows["sessions"]) == 1
    assert payer.go()["Location"].startswith(payer.stripe.address)
    assert len(payer.stripe.rows["sessions"]) == 1


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (402, {"type": "card_error", "code": "card_declined"}),
        (400, {"type": "invalid_request_error", "code": "price_missing"}),
        (401, {"type": "invalid_request_error"}),
        (429, {"type": "invalid_request_error", "code": "rate_limit"}),
        (500, {"type": "api_error"}),
        (503, {"type": "api_error"}),
        (200, {}),
    ],
)
def test_what_stripe_refuses_changes_nothing(payer: Payer, status: int, error: dict[str, Any]) -> None:
    payer.stripe.failures = [
        (status, {"error": {"message": "vera@secret.example", **error}} if error else {})
    ]
    answer = payer.go()
    assert answer["Location"] == payer.page()
    page = text(payer)
    assert "does not answer as it should" in page
    assert "vera@secret.example" not in page
    assert payer.plan == "free"
    assert payer.go().status_code == 303


def test_nobody_is_sent_anywhere_else(payer: Payer) -> None:
    payer.go()
    (row,) = payer.stripe.rows["sessions"].values()
    for where in ("https://evil.example/pay", "javascript:alert(1)", f"{payer.stripe.address}.evil.example/"):
        BillingAccount.objects.filter(workspace_id=payer.house.id).update(checkout_key=None, checkout_id="")
        payer.stripe.failures = [(200, row | {"url": where})]
        assert payer.go()["Location"] == payer.page(), where


def test_who_pays_already_does_not_pay_again(payer: Payer) -> None:
    payer.bought()
    before = len(payer.stripe.rows["sessions"])
    assert payer.go()["Location"] == payer.page()
    assert "pays already" in text(payer)
    assert len(payer.stripe.rows["sessions"]) == before


def test_who_paid_and_was_not_told_of_does_not_pay_again(payer: Payer) -> None:
    """The notice is lost, and another wish would open another page."""
    payer.go()
    payer.stripe.pay()
    with workspace_scope(payer.house.id):
        Member.objects.filter(role="agent").update(active=False)
    assert payer.go()["Location"] == payer.page()
    assert payer.plan == "pro"
    assert len(payer.stripe.rows["sessions"]) == 1


@pytest.mark.parametrize("plan", ["free", "enterprise", "gold", ""])
def test_a_plan_that_is_not_sold(payer: Payer, plan: str) -> None:
    answer = payer.browser.post(payer.page("pay/"), {"plan": plan})
    assert answer["Location"] == payer.page()
    assert payer.stripe.calls == []


def test_coming_back_waits_and_looks(payer: Payer) -> None:
    """With the notice lost: whoever comes back is enough of a reason, once in ten seconds."""
    payer.go()
    assert "We wait for word" in text(payer, "?paid=1")
    assert payer.plan == "free"
    payer.stripe.pay()
    assert payer.work() == 1
    page = text(payer, "?paid=1")
    assert "We wait" not in page
    assert payer.plan == "pro"
    assert payer.work() == 0


def test_who_only_looks_causes_nothing(payer: Payer) -> None:
    payer.go()
    text(payer)
    assert queue_of.jobs(payer.house.id, "billing.refresh") == []


def test_the_way_to_cards_and_addresses(payer: Payer) -> None:
    assert payer.browser.post(payer.page("portal/"))["Location"] == payer.page()  # nothing was paid yet
    payer.bought()
    answer = payer.browser.post(payer.page("portal/"))
    assert answer.status_code == 303
    assert answer["Location"].startswith(f"{payer.stripe.address}/portal/")
    ((asked, _headers),) = calls(payer, "/v1/billing_portal/sessions")
    assert asked["customer"] == payer.account.customer_id
    assert asked["return_url"].endswith(payer.page())


def test_an_invoice_is_fetched_when_it_is_wanted(payer: Payer, world: World) -> None:
    payer.bought()
    row = BillingInvoice.objects.get(workspace_id=payer.house.id)
    assert (row.total, row.tax, row.currency, row.country, row.status) == (9500, 1516, "eur", "DE", "paid")
    page = text(payer)
    assert row.number in page
    assert "/i/" not in page  # whoever has that address has the invoice
    answer = payer.browser.get(payer.page(f"invoices/{row.id}/"))
    assert answer["Location"] == next(iter(payer.stripe.rows["invoices"].values()))["hosted_invoice_url"]
    hank = signed_in(world.globex.hank)
    theirs = f"/desk/{world.globex.slug}/settings/plan/invoices/{row.id}/"
    assert hank.get(theirs).status_code == 404
    BillingInvoice.objects.filter(id=row.id).update(workspace_id=world.globex.id)
    assert hank.get(theirs).status_code == 303  # so it was the check that refused


def test_an_ending_workspace_buys_nothing(payer: Payer) -> None:
    asked(payer.house)
    assert payer.go().status_code == 409
    assert payer.stripe.calls == []


def test_the_page_where_nothing_is_sold(payer: Payer, settings: Settings) -> None:
    settings.ICTDESK_STRIPE_KEY = None
    assert "whoever runs this desk" in text(payer)
    assert payer.go()["Location"] == payer.page()
    set_plan(workspace_id=payer.house.id, key="")
    assert "no plan and no limits" in text(payer)


def test_what_is_paid_and_what_was_given_stand_beside_each_other(payer: Payer) -> None:
    payer.bought()
    set_plan(workspace_id=payer.house.id, key="enterprise")
    assert payer.plan == "enterprise"
    set_plan(workspace_id=payer.house.id, key="free")
    assert payer.plan == "pro"


def test_the_page_asks_the_database_little(
    payer: Payer, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    made = payer.bought()
    for _ in range(3):
        payer.stripe.renew(made)
    payer.deliver()
    payer.work()
    with django_assert_max_num_queries(20):
        assert text(payer).count('<li class="row">') == 4


def test_forms_may_lead_to_stripe_and_scripts_may_not(payer: Payer) -> None:
    policy = payer.browser.get(payer.page())["Content-Security-Policy"]
    parts = {one.split()[0]: one.split()[1:] for one in policy.split(";")}
    assert {"'self'", "https://checkout.stripe.com", payer.stripe.address} <= set(parts["form-action"])
    assert not any(
        "stripe" in place for name, places in parts.items() for place in places if name != "form-action"
    )
    other = payer.browser.get(f"/desk/{payer.house.slug}/settings/end/")["Content-Security-Policy"]
    assert "stripe" not in other


@pytest.mark.parametrize(
    ("total", "currency", "words"),
    [
        (1900, "eur", "19.00 EUR"),
        (5, "usd", "0.05 USD"),
        (500, "jpy", "500 JPY"),
        (1234, "kwd", "1.234 KWD"),
        (-100, "eur", "-1.00 EUR"),
        (0, "eur", "0.00 EUR"),
    ],
)
def test_sums_in_words(total: int, currency: str, words: str) -> None:
    assert money(total, currency) == words
