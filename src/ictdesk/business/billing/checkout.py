"""Send an owner to Stripe's own pages: to pay, and to change how they pay."""

import hashlib
import json
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from django.conf import settings

from ictdesk.business.billing import shapes
from ictdesk.business.billing.calling import NotReached, NotSold, asking
from ictdesk.business.billing.models import BillingAccount, BillingInvoice
from ictdesk.business.billing.refreshing import refresh
from ictdesk.business.billing.setting import stripe
from ictdesk.business.billing.states import LIVING
from ictdesk.business.plans import plans, residency
from ictdesk.business.plans.models import Subscription
from ictdesk.kernel import clock
from ictdesk.kernel.errors import Conflict, Invalid, NotFound

KEPT = timedelta(hours=23)
"""So long the same wish leads to the same page: Stripe closes it, and forgets the idempotency key, after 24."""
TRIAL_LEFT = timedelta(hours=49)
"""Stripe takes the end of a trial only if it is 48 hours away; one hour more, so that nobody is refused half-way."""
SEATS = 10_000


class PaidAlready(Conflict):
    code = "paid_already"
    sentence = "This workspace pays already: seats and cards are changed on the page of the payment provider."


def begin(*, workspace: UUID, slug: str, email: str, plan: str, seats: int) -> str:
    """The address of the page for payment. Repeated, it is the same page; with another wish the former page is closed.

    Raises `Invalid`, `Conflict` out of the plan's region, `PaidAlready`, `NotReached`, `NotSold`.
    """
    set_up = stripe()
    if set_up is None:
        raise NotSold
    price = set_up.price_of(plan)
    if not price:
        raise Invalid("This plan cannot be bought here: write to us.")
    residency.must_fit_workspace(plans.plan(plan), workspace)
    if not 1 <= seats <= SEATS:
        raise Invalid(f"Seats are a number from 1 to {SEATS}.")
    held = Subscription.objects.filter(workspace_id=workspace).first()
    if held is None:
        raise Conflict("This workspace has no plan that ends: there is nothing to pay.")
    account = BillingAccount.objects.get_or_create(workspace_id=workspace)[0]
    if account.checkout_id and refresh(workspace):  # who paid, and whose notice is lost, does not pay again
        account.refresh_from_db()
    if account.state in LIVING:
        raise PaidAlready
    with asking(workspace) as client:
        customer = _customer(client, account, email)
        params = _params(workspace, slug, customer, price, seats, held)
        key = _key(client, account, params)
        said = client.v1.checkout.sessions.create(params, {"idempotency_key": str(key)})
        session = shapes.read(shapes.Page, said)
        BillingAccount.objects.filter(workspace_id=workspace).update(checkout_id=session.id)
        return _ours(session.url)


def portal(*, workspace: UUID, slug: str) -> str:
    """The address of the page on which cards, addresses and the end of payment are looked after. Raises `Conflict` before the first payment."""
    account = BillingAccount.objects.filter(workspace_id=workspace).exclude(customer_id=None).first()
    if account is None:
        raise Conflict("Nothing was paid yet.")
    with asking(workspace) as client:
        said = client.v1.billing_portal.sessions.create(
            {"customer": account.customer_id, "return_url": _page(slug)}
        )
        return _ours(shapes.read(shapes.Page, said).url)


def invoice(*, workspace: UUID, row: UUID) -> str:
    """Where an invoice can be read and taken, asked for anew: whoever has that address has the invoice, so it is not kept."""
    found = BillingInvoice.objects.filter(workspace_id=workspace, id=row).first()
    if found is None:
        raise NotFound
    with asking(workspace) as client:
        said = shapes.read(shapes.Invoice, client.v1.invoices.retrieve(found.invoice_id))
    if said.customer != found.customer_id or not said.hosted_invoice_url:
        raise NotFound
    return _ours(said.hosted_invoice_url)


def _customer(client: Any, account: BillingAccount, email: str) -> str:
    """Made once: two who press at once get the same one, by its idempotency key."""
    if account.customer_id:
        return account.customer_id
    known = {"workspace": str(account.workspace_id)}
    said = client.v1.customers.create(
        {"email": email, "metadata": known}, {"idempotency_key": f"customer-{account.workspace_id}"}
    )
    customer = shapes.read(shapes.Customer, said).id
    BillingAccount.objects.filter(workspace_id=account.workspace_id).update(customer_id=customer)
    return customer


def _params(
    workspace: UUID, slug: str, customer: str, price: str, seats: int, held: Subscription
) -> dict[str, Any]:
    known = {"workspace": str(workspace)}
    of_it: dict[str, Any] = {"metadata": known}
    if held.trial_ends_at and held.trial_ends_at > clock.now() + TRIAL_LEFT:
        of_it["trial_end"] = int(held.trial_ends_at.timestamp())  # who pays early is not charged early
    return {
        "mode": "subscription",
        "customer": customer,
        "client_reference_id": str(workspace),
        "metadata": known,
        "line_items": [{"price": price, "quantity": seats}],
        "subscription_data": of_it,
        "automatic_tax": {"enabled": True},
        "tax_id_collection": {"enabled": True},
        "billing_address_collection": "required",
        "customer_update": {"address": "auto", "name": "auto"},
        "success_url": f"{_page(slug)}?paid=1",
        "cancel_url": _page(slug),
    }


def _key(client: Any, account: BillingAccount, params: dict[str, Any]) -> UUID:
    """The key of the last attempt if it asked for the same; else a new one, and the former page is closed.

    It is kept before anything is asked: an answer that is lost is asked for again under the same key.
    """
    digest = hashlib.sha256(json.dumps(params, sort_keys=True).encode()).hexdigest()
    fresh = account.checkout_at is not None and account.checkout_at > clock.now() - KEPT
    if account.checkout_key and fresh and account.checkout_digest == digest and account.state != "ended":
        return account.checkout_key
    if account.checkout_id and fresh:
        _close(client, account.checkout_id)
    key = uuid4()
    BillingAccount.objects.filter(workspace_id=account.workspace_id).update(
        checkout_key=key, checkout_digest=digest, checkout_at=clock.now(), checkout_id=""
    )
    return key


def _close(client: Any, session: str) -> None:
    """So that nobody pays twice. One that is closed or paid already says so, and that is as well."""
    import stripe as library  # noqa: PLC0415 - see `calling`

    try:
        client.v1.checkout.sessions.expire(session)
    except library.InvalidRequestError:
        return


def _page(slug: str) -> str:
    return f"{settings.ICTDESK_BASE_URL}/desk/{slug}/settings/plan/"


def _ours(address: str) -> str:
    """Nobody is sent anywhere but to Stripe's pages. Raises `NotReached`."""
    set_up = stripe()
    assert set_up
    parts = urlsplit(address)
    if f"{parts.scheme}://{parts.netloc}" not in set_up.pages():
        raise NotReached
    return address
