"""How this installation is paid: keys and prices, from its options. Without a key nothing of this room does anything."""

from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from django.conf import settings

API = "https://api.stripe.com"
PAGES = ("https://checkout.stripe.com", "https://billing.stripe.com", "https://invoice.stripe.com")
"""Where Stripe's own pages are: nobody is sent anywhere else."""


@dataclass(frozen=True, slots=True)
class Stripe:
    """`prices`: id of a price to key of the plan. `secrets`: of the notices; several while one replaces another."""

    key: str
    secrets: tuple[str, ...]
    prices: tuple[tuple[str, str], ...]
    api: str

    @property
    def live(self) -> bool:
        """Whether it is about money (`livemode`), not a trial of the set-up."""
        return "_live_" in self.key

    def plan_of(self, price: str) -> str:
        """An empty string for a price that is none of ours."""
        return dict(self.prices).get(price, "")

    def price_of(self, plan: str) -> str:
        """An empty string for a plan that cannot be bought."""
        return next((price for price, of in self.prices if of == plan), "")

    def pages(self) -> tuple[str, ...]:
        """Where people may be sent, as origins."""
        if self.api == API:
            return PAGES
        parts = urlsplit(self.api)
        return (*PAGES, f"{parts.scheme}://{parts.netloc}")


def stripe() -> Stripe | None:
    """None where nothing can be paid: then the operator sets plans."""
    if not settings.ICTDESK_STRIPE_KEY:
        return None
    return _made(
        settings.ICTDESK_STRIPE_KEY,
        tuple(settings.ICTDESK_STRIPE_HOOK_SECRETS),
        tuple(settings.ICTDESK_STRIPE_PRICES.items()),
        settings.ICTDESK_STRIPE_API,
    )


@cache
def _made(key: str, secrets: tuple[str, ...], prices: tuple[tuple[str, str], ...], api: str) -> Stripe:
    return Stripe(key, secrets, prices, api)
