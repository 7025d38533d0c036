"""A desk that is paid: a Stripe on this machine, a workspace on trial, and what a worker would do."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_network
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from ictdesk.business.billing import jobs
from ictdesk.business.billing.models import BillingAccount
from ictdesk.business.plans.holding import in_force
from ictdesk.business.plans.models import Subscription
from ictdesk.business.plans.setting import set_plan
from ictdesk.kernel import clock
from ictdesk.kernel.jobs import forget_all
from ictdesk.kernel.tenancy import workspace_scope
from tests.billing.stripe_server import KEY, PRICE, SECRET, FakeStripe
from tests.kernel import queue_of
from tests.people.browsers import signed_in
from tests.world import House, World


@pytest.fixture
def stripe(settings: Settings) -> Iterator[FakeStripe]:
    with FakeStripe() as running:
        settings.ICTDESK_STRIPE_KEY = KEY
        settings.ICTDESK_STRIPE_HOOK_SECRETS = [SECRET]
        settings.ICTDESK_STRIPE_PRICES = {PRICE: "pro"}
        settings.ICTDESK_STRIPE_API = running.address
        settings.ICTDESK_EGRESS_ALLOW = [ip_network("127.0.0.1/32")]
        yield running


@dataclass(slots=True)
class Payer:
    """A workspace and its owner's browser."""

    house: House
    stripe: FakeStripe
    browser: Client

    def page(self, then: str = "") -> str:
        return f"/desk/{self.house.slug}/settings/plan/{then}"

    def go(self) -> Any:
        """The owner presses the button that leads to the page for payment."""
        return self.browser.post(self.page("pay/"), {"plan": "pro"})

    def bought(self) -> dict[str, Any]:
        """The whole way: to the page, paid there, told, looked."""
        assert self.go().status_code == 303
        made = self.stripe.pay()
        assert self.deliver() > 0
        self.work()
        return made

    def deliver(self, *events: dict[str, Any]) -> int:
        """Brings all notices, or these; how many were answered with 200."""
        return [self.post(one) for one in events or self.stripe.events].count(200)

    def post(self, event: dict[str, Any], **how: Any) -> int:
        return self.bring(*self.stripe.signed(event, **how))

    def bring(self, body: bytes, signature: str) -> int:
        headers = {"Stripe-Signature": signature}
        answer = Client().post("/hooks/stripe", body, "application/json", headers=headers)
        return int(answer.status_code)

    def work(self) -> int:
        """What a worker would do with the looks that wait; how many."""
        found = queue_of.jobs(self.house.id, "billing.refresh")
        with workspace_scope(self.house.id):
            forget_all()
        if found:
            jobs.refresh(str(self.house.id))
        return len(found)

    @property
    def account(self) -> BillingAccount:
        return BillingAccount.objects.get(workspace_id=self.house.id)

    @property
    def plan(self) -> str:
        return in_force(self.subscription, clock.now()).key

    @property
    def subscription(self) -> Subscription:
        return Subscription.objects.get(workspace_id=self.house.id)


@pytest.fixture
def payer(world: World, stripe: FakeStripe) -> Payer:
    """Acme, whose trial is over."""
    set_plan(workspace_id=world.acme.id, key="pro")
    Subscription.objects.filter(workspace_id=world.acme.id).update(
        trial_ends_at=clock.now() - timedelta(minutes=1)
    )
    return Payer(world.acme, stripe, signed_in(world.acme.vera))
