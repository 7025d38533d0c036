"""Whatever becomes of the notices (shuffled, doubled, lost, three days late): after the nightly look the desk says what Stripe says."""

import random
from datetime import timedelta
from typing import Any
from unittest.mock import patch

from hypothesis import HealthCheck, given
from hypothesis import settings as how_often
from hypothesis import strategies as st

from ictdesk.business.billing import jobs
from ictdesk.business.billing.models import BillingAccount, BillingEvent, BillingInvoice
from ictdesk.business.plans.models import Subscription
from ictdesk.kernel import clock
from tests.billing.conftest import Payer
from tests.billing.stripe_server import MONTH

DAY = 24 * 3600
ACTS = ("renew", "fail", "settle", "cancel", "stop", "more", "again")


def act(payer: Payer, made: dict[str, Any], what: str) -> dict[str, Any]:
    """Something happens at Stripe; the subscription that lives then."""
    stripe = payer.stripe
    stripe.now += DAY
    if made["status"] == "canceled":
        return stripe.subscribe(made["customer"]) if what == "again" else made
    match what:
        case "renew":
            stripe.renew(made)
        case "fail":
            stripe.fail(made)
        case "settle":
            stripe.settle(made)
        case "cancel":
            stripe.change(made, cancel_at_period_end=True)
        case "stop":
            stripe.change(made, status="canceled")
        case "more":
            made["items"]["data"][0]["quantity"] += 1
            stripe.change(made)
    return made


def truth(payer: Payer) -> tuple[Any, ...]:
    """What Stripe says, told without the desk's own functions."""
    rows = list(payer.stripe.rows["subscriptions"].values())
    living = [row for row in rows if row["status"] != "canceled"]
    invoices = payer.stripe.rows["invoices"].values()
    held = {"active": "pro", "past_due": "pro"}.get(living[0]["status"], "") if living else ""
    state = living[0]["status"] if living else "ended"
    seats = (living or rows[:1])[0]["items"]["data"][0]["quantity"]
    paid = sorted((row["id"], row["status"]) for row in invoices)
    owed = [row["created"] for row in invoices if row["status"] == "open"]
    until = None
    if living and living[0]["cancel_at_period_end"]:
        until = living[0]["items"]["data"][0]["current_period_end"]
    if state == "past_due":
        until = min(filter(None, (until, min(owed) + 14 * DAY)))
    return state, held, seats, until, paid


def known(payer: Payer) -> tuple[Any, ...]:
    """What the desk says."""
    account, held = payer.account, payer.subscription
    invoices = BillingInvoice.objects.filter(workspace_id=payer.house.id)
    return (
        account.state,
        held.paid,
        account.seats,
        int(held.paid_until.timestamp()) if held.paid_until else None,
        sorted(invoices.values_list("invoice_id", "status")),
    )


def begin_anew(payer: Payer) -> None:
    for kind in ("subscriptions", "invoices", "sessions"):
        payer.stripe.rows[kind].clear()
    payer.stripe.events.clear()
    BillingAccount.objects.filter(workspace_id=payer.house.id).delete()
    BillingInvoice.objects.filter(workspace_id=payer.house.id).delete()
    Subscription.objects.filter(workspace_id=payer.house.id).update(paid="", paid_until=None)


@how_often(
    max_examples=8,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    acts=st.lists(st.sampled_from(ACTS), max_size=7),
    seed=st.integers(0, 2**16),
    works=st.lists(st.booleans(), min_size=4, max_size=12),
)
def test_after_the_nightly_look_the_desk_says_what_stripe_says(
    payer: Payer, acts: list[str], seed: int, works: list[bool]
) -> None:
    """Notices of all that happened come in any order, some twice, one in ten never; the worker runs now and then."""
    begin_anew(payer)
    payer.go()
    made, chance = payer.stripe.pay(), random.Random(seed)
    for what in acts:
        made = act(payer, made, what)
    notices = [one for one in payer.stripe.events * 2 if chance.random() > 0.1]
    chance.shuffle(notices)
    for one in notices:
        assert payer.post(one) == 200
        if works[chance.randrange(len(works))]:
            payer.work()
    jobs.reconcile(str(payer.house.id))
    assert known(payer) == truth(payer)


def test_with_every_notice_lost_the_nightly_look_suffices(payer: Payer) -> None:
    payer.go()
    payer.stripe.pay()
    assert payer.plan == "free"
    jobs.reconcile(str(payer.house.id))
    assert payer.plan == "pro"
    assert known(payer) == truth(payer)


def test_three_days_late_is_in_time(payer: Payer) -> None:
    """Stripe signs anew when it comes again; what it says then is old, and only a reason to look."""
    payer.bought()
    subscription = next(iter(payer.stripe.rows["subscriptions"].values()))
    payer.stripe.events.clear()
    payer.stripe.fail(subscription)
    payer.stripe.settle(subscription)
    failed = next(one for one in payer.stripe.events if one["type"] == "invoice.payment_failed")
    with patch.object(clock, "now", return_value=clock.now() + timedelta(days=3)):
        assert payer.post(failed, at=int(clock.now().timestamp())) == 200
    payer.work()
    assert payer.account.state == "active"
    assert known(payer) == truth(payer)


def test_a_notice_that_comes_twice_is_looked_at_once(payer: Payer) -> None:
    payer.go()
    payer.stripe.pay()
    (one, *_) = payer.stripe.events
    assert payer.deliver(one, one) == 2
    assert payer.work() == 1
    assert payer.deliver(one) == 1
    assert payer.work() == 0
    assert BillingEvent.objects.filter(id=one["id"]).count() == 1


def test_an_older_look_is_not_written_over_a_newer_one(payer: Payer) -> None:
    """Somebody else looks and writes while this one waits for Stripe: it looks again."""
    from ictdesk.business.billing import refreshing

    made = payer.bought()
    look, times = refreshing.look, []

    def slow(*given: Any) -> Any:
        seen = look(*given)
        times.append(1)
        if len(times) == 1:
            payer.stripe.change(made, status="canceled")
            refreshing.refresh(payer.house.id)
        return seen

    with patch.object(refreshing, "look", slow):
        refreshing.refresh(payer.house.id)
    assert payer.account.state == "ended"
    assert payer.plan == "free"
    assert len(times) == 3


def test_invoices_are_read_to_the_end(payer: Payer) -> None:
    made = payer.bought()
    payer.stripe.page = 3
    for _ in range(7):
        payer.stripe.now += MONTH
        payer.stripe.renew(made)
    jobs.reconcile(str(payer.house.id))
    assert BillingInvoice.objects.filter(workspace_id=payer.house.id).count() == 8
