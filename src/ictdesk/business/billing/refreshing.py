"""Ask Stripe how a customer stands, and write that down. Whoever has news calls this; what the news said is never believed."""

import logging
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from ictdesk.business.billing import invoices, shapes, states
from ictdesk.business.billing.calling import NotReached, Unknown, asking
from ictdesk.business.billing.models import BillingAccount
from ictdesk.business.billing.setting import Stripe, stripe
from ictdesk.business.plans import setting as plans
from ictdesk.kernel import clock

log = logging.getLogger(__name__)
ROUNDS = 5
MOST = 100
"""Subscriptions of one customer that are looked at; invoices are read to the end."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What Stripe says of one customer."""

    subscriptions: tuple[shapes.Subscription, ...] = ()
    invoices: tuple[shapes.Invoice, ...] = ()
    method: shapes.Method | None = None
    preview: shapes.Preview | None = None


def refresh(workspace: UUID) -> bool:
    """Whether anything was different. Raises `NotReached`.

    Waits in no transaction. Who was overtaken meanwhile looks again, so nothing older is written over what is newer.
    """
    for _ in range(ROUNDS):
        account = BillingAccount.objects.filter(workspace_id=workspace).first()
        if account is None or not account.customer_id:
            return False
        changed = _write(account, look(workspace, account.customer_id))
        if changed is not None:
            return changed
    raise NotReached


def look(workspace: UUID, customer: str) -> Seen:
    """Nothing, for a customer that is not there any more."""
    try:
        with asking(workspace) as client:
            who = shapes.read(
                shapes.Customer,
                client.v1.customers.retrieve(
                    customer, {"expand": ["invoice_settings.default_payment_method"]}
                ),
            )
            if who.deleted:
                return Seen(invoices=_invoices(client, customer))
            found = client.v1.subscriptions.list(
                {
                    "customer": customer,
                    "status": "all",
                    "limit": MOST,
                    "expand": ["data.default_payment_method"],
                }
            )
            rows = shapes.read(shapes.Subscriptions, found).data
            subscriptions = tuple(one for one in rows if is_ours(one, workspace, customer))
            one = states.chosen(subscriptions)
            return Seen(
                subscriptions,
                _invoices(client, customer),
                (one.default_payment_method if one else None) or who.invoice_settings.default_payment_method,
                _preview(client, one),
            )
    except Unknown:
        return Seen()


def is_ours(of: shapes.Subscription, workspace: UUID, customer: str) -> bool:
    """Of this customer, of this workspace, of the right mode, for a price of ours; else it is left alone, with a word."""
    set_up = stripe()
    assert set_up
    fits = (
        of.customer == customer
        and of.livemode == set_up.live
        and of.metadata.get("workspace", str(workspace)) == str(workspace)
        and any(set_up.plan_of(item.price.id) for item in of.items.data)
    )
    if not fits:
        log.warning("billing.foreign_subscription", extra={"object": of.id, "workspace": str(workspace)})
    return fits


def _invoices(client: Any, customer: str) -> tuple[shapes.Invoice, ...]:
    found = client.v1.invoices.list({"customer": customer, "limit": 100})
    return tuple(shapes.read(shapes.Invoice, one) for one in found.auto_paging_iter())


def _preview(client: Any, of: shapes.Subscription | None) -> shapes.Preview | None:
    if of is None or states.STATES.get(of.status) not in ("active", "trialing", "past_due"):
        return None
    if states.cancels_at(of) is not None:
        return None
    said = client.v1.invoices.create_preview({"customer": of.customer, "subscription": of.id})
    return shapes.read(shapes.Preview, said)


def _write(account: BillingAccount, seen: Seen) -> bool | None:
    """Whether anything was different; None when somebody else wrote meanwhile."""
    set_up = stripe()
    assert set_up
    one = states.chosen(seen.subscriptions)
    now = states.standing(one, seen.invoices, set_up.plan_of)
    fresh = _fresh(seen, one, now, set_up)
    changed = any(getattr(account, name) != value for name, value in fresh.items())
    with transaction.atomic():
        same = BillingAccount.objects.filter(workspace_id=account.workspace_id, read_at=account.read_at)
        if not same.update(read_at=clock.now(), **fresh):
            return None
        changed |= invoices.keep(account.workspace_id, seen.invoices)
        changed |= plans.set_paid(workspace_id=account.workspace_id, key=now.plan, until=now.until)
    for extra in states.surplus(seen.subscriptions):
        log.error("billing.pays_twice", extra={"object": extra.id, "workspace": str(account.workspace_id)})
    return changed


def _fresh(
    seen: Seen, one: shapes.Subscription | None, now: states.Standing, set_up: Stripe
) -> dict[str, Any]:
    """All columns that Stripe has the say in."""
    items = one.items.data if one else ()
    item = next((item for item in items if set_up.plan_of(item.price.id)), None)
    card = seen.method.card if seen.method else None
    fresh: dict[str, Any] = {
        "subscription_id": one.id if one else "",
        "item_id": item.id if item else "",
        "state": now.state,
        "plan": now.plan,
        "seats": item.quantity if item else 0,
        "period_ends_at": states.period_end(one) if one else None,
        "cancels_at": now.cancels_at,
        "late_since": now.late_since,
        "next_total": seen.preview.total if seen.preview else None,
        "currency": seen.preview.currency if seen.preview else "",
        "brand": card.brand if card else (seen.method.type if seen.method else ""),
        "last4": card.last4 if card else "",
    }
    return fresh | ({"dunned": None} if now.late_since is None else {})
