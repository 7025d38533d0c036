"""The parts of Stripe's objects that are read; all else is dropped unread, and a card's number is in none of them."""

from typing import Any

import msgspec
from msgspec import Struct

from ictdesk.business.billing.calling import NotReached


class Price(Struct, frozen=True):
    id: str


class Item(Struct, frozen=True):
    id: str
    price: Price
    current_period_end: int
    quantity: int = 1


class Items(Struct, frozen=True):
    data: tuple[Item, ...] = ()


class Card(Struct, frozen=True):
    brand: str
    last4: str


class Method(Struct, frozen=True):
    """How somebody pays: with a card, or otherwise (`type`)."""

    type: str = ""
    card: Card | None = None


class Subscription(Struct, frozen=True):
    id: str
    customer: str
    status: str
    created: int
    livemode: bool
    items: Items
    cancel_at_period_end: bool = False
    cancel_at: int | None = None
    metadata: dict[str, str] = {}
    default_payment_method: Method | None = None


class Subscriptions(Struct, frozen=True):
    data: tuple[Subscription, ...]


class InvoiceSettings(Struct, frozen=True):
    default_payment_method: Method | None = None


class Customer(Struct, frozen=True):
    id: str
    livemode: bool = False
    deleted: bool = False
    invoice_settings: InvoiceSettings = InvoiceSettings()


class Address(Struct, frozen=True):
    country: str | None = None


class Tax(Struct, frozen=True):
    amount: int


class Transitions(Struct, frozen=True):
    finalized_at: int | None = None


class Invoice(Struct, frozen=True):
    id: str
    customer: str
    status: str
    created: int
    currency: str
    total: int
    livemode: bool
    number: str | None = None
    amount_remaining: int = 0
    customer_address: Address | None = None
    total_taxes: tuple[Tax, ...] | None = None
    status_transitions: Transitions = Transitions()
    hosted_invoice_url: str | None = None


class Page(Struct, frozen=True):
    """A page of Stripe's that was opened for somebody."""

    id: str
    url: str


class Preview(Struct, frozen=True):
    """The next invoice, which does not exist yet."""

    currency: str
    total: int


def read[S](shape: type[S], said: Any) -> S:
    """Raises `NotReached` for an answer that lacks something or has it in another form."""
    try:
        return msgspec.convert(said if isinstance(said, dict) else said.to_dict(), shape)
    except msgspec.ValidationError as error:
        raise NotReached from error
