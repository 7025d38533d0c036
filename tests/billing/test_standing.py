"""What is held by what Stripe says, day by day: a pure function."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from ictdesk.business.billing import invoices, states
from ictdesk.business.billing.reminding import due
from ictdesk.business.billing.shapes import Invoice, Item, Items, Price, Subscription, Transitions

BEGAN, ENDS = 1_800_000_000, 1_802_592_000
DAY = timedelta(days=1)


def plan_of(price: str) -> str:
    return {"price_pro": "pro"}.get(price, "")


def subscription(status: str, **other: Any) -> Subscription:
    items = Items((Item("si_1", Price(other.pop("price", "price_pro")), ENDS, 3),))
    known: dict[str, Any] = {"id": "sub_1", "customer": "cus_1", "created": BEGAN, "livemode": False} | other
    return Subscription(status=status, items=items, **known)


def invoice(created: int, status: str = "open", left: int = 1900) -> Invoice:
    return Invoice(
        "in_1",
        "cus_1",
        status,
        created,
        "eur",
        1900,
        False,
        amount_remaining=left,
        status_transitions=Transitions(created),
    )


@pytest.mark.parametrize(
    ("status", "state", "plan"),
    [
        ("active", "active", "pro"),
        ("trialing", "trialing", "pro"),
        ("past_due", "past_due", "pro"),
        ("unpaid", "unpaid", ""),
        ("paused", "unpaid", ""),
        ("incomplete", "incomplete", ""),
        ("incomplete_expired", "ended", ""),
        ("canceled", "ended", ""),
        ("a_word_of_next_year", "unpaid", ""),
    ],
)
def test_each_word_of_stripes(status: str, state: str, plan: str) -> None:
    now = states.standing(subscription(status), [], plan_of)
    assert (now.state, now.plan) == (state, plan)


def test_nothing_is_nothing() -> None:
    assert states.standing(None, [], plan_of) == states.Standing()


def test_a_price_of_another_product_buys_nothing() -> None:
    assert states.standing(subscription("active", price="price_other"), [], plan_of).plan == ""


def test_it_ends_with_what_was_paid_for() -> None:
    ends = datetime.fromtimestamp(ENDS, UTC)
    assert states.standing(subscription("active", cancel_at_period_end=True), [], plan_of).until == ends
    on_a_day = subscription("active", cancel_at=BEGAN + 60)
    assert states.standing(on_a_day, [], plan_of).until == datetime.fromtimestamp(BEGAN + 60, UTC)


def test_the_days_of_grace_count_from_the_oldest_open_invoice() -> None:
    """A second month that is not paid either does not begin them anew."""
    since = datetime.fromtimestamp(BEGAN, UTC)
    owed = [invoice(BEGAN + 30 * 86400), invoice(BEGAN), invoice(BEGAN - 86400, "paid", 0)]
    now = states.standing(subscription("past_due"), owed, plan_of)
    assert (now.late_since, now.until) == (since, since + states.GRACE)
    cancelled = subscription("past_due", cancel_at=BEGAN + 3600)
    assert states.standing(cancelled, owed, plan_of).until == since + timedelta(hours=1)


def test_the_best_of_several_counts_and_the_others_are_named() -> None:
    old = subscription("canceled", id="sub_0", created=BEGAN - 9)
    late = subscription("past_due", id="sub_2")
    paid = subscription("active", id="sub_3", created=BEGAN + 5)
    twice = subscription("active", id="sub_4", created=BEGAN + 9)
    assert states.chosen([old, late, twice, paid]) == paid
    assert states.surplus([old, late, twice, paid]) == [late, twice]
    assert states.surplus([old, paid]) == []


@pytest.mark.parametrize(
    ("passed", "dunned", "day"),
    [
        (0, None, None),
        (1, None, 1),
        (2, 1, None),
        (3, 1, 3),
        (8, None, 7),
        (8, 7, None),
        (13, 7, 12),
        (40, 12, None),
    ],
)
def test_when_owners_are_reminded(passed: int, dunned: int | None, day: int | None) -> None:
    since = datetime.fromtimestamp(BEGAN, UTC)
    assert due(since, dunned, since + passed * DAY) == day
    assert due(None, dunned, since) is None


@pytest.mark.parametrize(
    ("country", "issued", "until"),
    [
        ("DE", date(2026, 3, 1), date(2034, 12, 31)),
        ("DE", date(2017, 1, 1), date(2025, 12, 31)),
        ("DE", date(2016, 12, 31), date(2026, 12, 31)),
        ("FR", date(2026, 3, 1), date(2036, 12, 31)),
        ("ES", date(2026, 3, 1), date(2032, 12, 31)),
        ("NL", date(2026, 3, 1), date(2033, 12, 31)),
        ("AT", date(2026, 3, 1), date(2033, 12, 31)),
        ("IE", date(2026, 3, 1), date(2032, 12, 31)),
        ("GB", date(2026, 3, 1), date(2032, 12, 31)),
        ("CH", date(2026, 3, 1), date(2036, 12, 31)),
        ("IT", date(2026, 3, 1), date(2036, 12, 31)),
        ("PL", date(2026, 3, 1), date(2031, 12, 31)),
        ("BE", date(2022, 3, 1), date(2029, 12, 31)),
        ("XX", date(2026, 3, 1), date(2036, 12, 31)),
    ],
)
def test_how_long_an_invoice_is_kept(country: str, issued: date, until: date) -> None:
    assert invoices.keep_until(country, issued) == until


def test_each_term_names_its_law() -> None:
    assert all(one.law and 0 < one.years <= 10 for one in invoices.terms())
    assert max(one.years for one in invoices.terms()) == invoices.term("XX", date(2026, 1, 1)).years
