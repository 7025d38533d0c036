"""What a workspace holds by what Stripe says: a pure function, so late, doubled and lost notices lead to the same place."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from ictdesk.business.billing.shapes import Invoice, Subscription

type State = Literal["", "incomplete", "trialing", "active", "past_due", "unpaid", "ended"]

GRACE = timedelta(days=14)
"""So long after a payment failed the plan goes on."""
STATES: dict[str, State] = {
    "trialing": "trialing",
    "active": "active",
    "past_due": "past_due",
    "unpaid": "unpaid",
    "paused": "unpaid",
    "incomplete": "incomplete",
    "incomplete_expired": "ended",
    "canceled": "ended",
}
"""Stripe's word for the state of a subscription, and ours."""
RANK: tuple[State, ...] = ("active", "trialing", "past_due", "unpaid", "incomplete", "ended", "")
LIVING: tuple[State, ...] = ("active", "trialing", "past_due", "unpaid")


@dataclass(frozen=True, slots=True)
class Standing:
    """`plan` is empty when nothing is held; `until`: when it ends, None for as long as it is paid."""

    state: State = ""
    plan: str = ""
    until: datetime | None = None
    late_since: datetime | None = None
    cancels_at: datetime | None = None


def standing(of: Subscription | None, invoices: Sequence[Invoice], plan_of: Callable[[str], str]) -> Standing:
    """`plan_of`: key of the plan that a price buys, empty for a price that buys none."""
    if of is None:
        return Standing()
    state = STATES.get(of.status, "unpaid")
    plan = next((plan_of(item.price.id) for item in of.items.data if plan_of(item.price.id)), "")
    late, cancels = late_since(invoices), cancels_at(of)
    if state in ("active", "trialing"):
        return Standing(state, plan, cancels, None, cancels)
    if state == "past_due":
        late = late or moment(of.created)
        ends = min(late + GRACE, cancels) if cancels else late + GRACE
        return Standing(state, plan, ends, late, cancels)
    return Standing(state, late_since=late if state == "unpaid" else None, cancels_at=cancels)


def chosen(all_of: Sequence[Subscription]) -> Subscription | None:
    """The one that counts: the one in the best state, the oldest of several. A customer has one that lives; see `surplus`."""
    return min(
        all_of,
        key=lambda one: (RANK.index(STATES.get(one.status, "unpaid")), one.created, one.id),
        default=None,
    )


def surplus(all_of: Sequence[Subscription]) -> list[Subscription]:
    """Those that live beside the one that counts: somebody pays twice."""
    one = chosen(all_of)
    return [other for other in all_of if other is not one and STATES.get(other.status) in LIVING]


def late_since(invoices: Sequence[Invoice]) -> datetime | None:
    """When the oldest invoice was issued that is not paid: a later one does not start the days anew."""
    owed = [one.status_transitions.finalized_at or one.created for one in invoices if is_owed(one)]
    return moment(min(owed)) if owed else None


def is_owed(invoice: Invoice) -> bool:
    return invoice.status == "open" and invoice.amount_remaining > 0


def cancels_at(of: Subscription) -> datetime | None:
    if of.cancel_at is not None:
        return moment(of.cancel_at)
    return period_end(of) if of.cancel_at_period_end else None


def period_end(of: Subscription) -> datetime | None:
    """The end of what is paid; every item of ours has the same."""
    return moment(max(item.current_period_end for item in of.items.data)) if of.items.data else None


def moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
