"""Who may bring a notice: forged, replayed, old and foreign ones do nothing. Each is shown to work where its check is left out."""

import json
import logging
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from pytest_django.fixtures import Settings

from ictdesk.business.billing import arriving
from ictdesk.business.billing.models import BillingEvent
from ictdesk.kernel import clock
from tests.billing.conftest import Payer
from tests.billing.stripe_server import SECRET, sign
from tests.kernel import queue_of

OTHER = "whsec_" + "o" * 32


@pytest.fixture
def told(payer: Payer) -> dict[str, Any]:
    """A notice that has not come yet."""
    payer.go()
    payer.stripe.pay()
    return next(one for one in payer.stripe.events if one["type"] == "checkout.session.completed")


def looks(payer: Payer) -> int:
    return len(queue_of.jobs(payer.house.id, "billing.refresh"))


def refused(payer: Payer, body: bytes, signature: str, status: int = 403) -> None:
    before = BillingEvent.objects.count()
    assert payer.bring(body, signature) == status
    assert looks(payer) == 0
    assert BillingEvent.objects.count() == before


def test_a_forged_one(payer: Payer, told: dict[str, Any]) -> None:
    body, right = payer.stripe.signed(told)
    when = right.partition(",")[0]
    for header in (
        "",
        "t=",
        "v1=00",
        f"{when},v1={'0' * 64}",
        f"{when},v0={right.rpartition('v1=')[2]}",
        f"{when},v1=é",
        "t=99999999999999999999,v1=00",
        sign(body, secret=OTHER)[1],
        sign(body + b" ")[1],
    ):
        refused(payer, body, header)
    refused(payer, body.replace(b"cus_", b"cuz_"), right)
    refused(payer, b"\xff" + body, right)
    with patch.object(arriving, "must_be_signed"):
        assert payer.bring(body, "") == 200
    assert looks(payer) == 1


@pytest.mark.parametrize("seconds", [-301, 301, -3 * 24 * 3600])
def test_a_replayed_one(payer: Payer, told: dict[str, Any], seconds: int) -> None:
    """Its signature is right and its time is not, on either side."""
    when = int(clock.now().timestamp()) + seconds
    body, signature = payer.stripe.signed(told, at=when)
    refused(payer, body, signature)
    with patch.object(arriving, "TOLERANCE", timedelta(days=4)):
        assert payer.bring(body, signature) == 200
    assert looks(payer) == 1


def test_an_old_one(payer: Payer, told: dict[str, Any]) -> None:
    """Its id may be forgotten by now, so its age is what refuses it."""
    told["created"] -= 41 * 24 * 3600
    refused(payer, *payer.stripe.signed(told))
    with patch.object(arriving, "OLDEST", timedelta(days=50)):
        assert payer.post(told) == 200
    assert looks(payer) == 1


def test_ids_are_kept_until_their_age_refuses_them(payer: Payer, told: dict[str, Any]) -> None:
    assert payer.post(told) == 200
    row = BillingEvent.objects.filter(id=told["id"])
    arriving.forget()
    assert row.exists()
    row.update(created_at=clock.now() - timedelta(days=41))
    arriving.forget()
    assert not row.exists()


@pytest.mark.parametrize("what", [{"livemode": True}, {"account": "acct_other"}])
def test_one_of_another_account(payer: Payer, told: dict[str, Any], what: dict[str, Any]) -> None:
    refused(payer, *payer.stripe.signed(told | what))


def test_one_of_a_customer_that_we_never_made(
    payer: Payer, told: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    """Stripe is told that it arrived, since it may be another product's; nothing comes of it but a line."""
    told["data"]["object"]["customer"] = "cus_stranger"
    with caplog.at_level(logging.INFO, "ictdesk.business.billing"):
        refused(payer, *payer.stripe.signed(told), 200)
    assert [one.message for one in caplog.records if one.name.endswith("arriving")] == ["billing.not_ours"]


def test_one_that_names_another_workspace_looks_at_its_own_customer(
    payer: Payer, told: dict[str, Any]
) -> None:
    told["data"]["object"]["metadata"] = {"workspace": "0" * 32}
    told["data"]["object"]["client_reference_id"] = "0" * 32
    assert payer.post(told) == 200
    payer.work()
    assert payer.plan == "pro"


def test_a_lie_in_a_notice_is_not_believed(payer: Payer, told: dict[str, Any]) -> None:
    """Signed by Stripe, but of a time that is over: what is asked anew counts."""
    payer.stripe.change(next(iter(payer.stripe.rows["subscriptions"].values())), status="canceled")
    told["data"]["object"]["status"] = "active"
    assert payer.post(told) == 200
    payer.work()
    assert payer.plan == "free"


def test_a_kind_that_nobody_knows(payer: Payer, told: dict[str, Any]) -> None:
    refused(payer, *payer.stripe.signed(told | {"type": "treasury.outbound"}), 200)


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'"x"', b"{" * 3000, b'{"id": 1}'])
def test_what_is_no_notice(payer: Payer, told: dict[str, Any], body: bytes) -> None:
    refused(payer, *sign(body))


def test_a_large_one(payer: Payer, told: dict[str, Any]) -> None:
    body = json.dumps(told).encode()
    refused(payer, *sign(body + b" " * arriving.LARGEST), 413)


def test_secrets_are_replaced_without_a_gap(payer: Payer, told: dict[str, Any], settings: Settings) -> None:
    settings.ICTDESK_STRIPE_HOOK_SECRETS = [OTHER, SECRET]
    assert payer.post(told) == 200
    assert payer.post(told, secret=OTHER) == 200
    settings.ICTDESK_STRIPE_HOOK_SECRETS = [OTHER]
    refused_before = BillingEvent.objects.count()
    assert payer.post({**told, "id": "evt_new"}) == 403
    assert BillingEvent.objects.count() == refused_before


def test_without_a_key_or_a_secret_nobody_is_let_in(
    payer: Payer, told: dict[str, Any], settings: Settings
) -> None:
    settings.ICTDESK_STRIPE_HOOK_SECRETS = []
    refused(payer, *payer.stripe.signed(told))
    settings.ICTDESK_STRIPE_HOOK_SECRETS, settings.ICTDESK_STRIPE_KEY = [SECRET], None
    refused(payer, *payer.stripe.signed(told))


def test_only_a_post(payer: Payer) -> None:
    assert payer.browser.get("/hooks/stripe").status_code == 405


def test_a_notice_is_brought_again_when_the_desk_could_not_keep_it(
    payer: Payer, told: dict[str, Any]
) -> None:
    """The look is enqueued first: what breaks after it is done twice, never not at all."""
    from django.db import OperationalError

    with patch.object(BillingEvent.objects, "get_or_create", side_effect=OperationalError):
        assert payer.post(told) == 503
    assert looks(payer) == 1
    assert payer.post(told) == 200
    payer.work()
    assert payer.plan == "pro"


def test_a_subscription_of_another_workspace_is_left_alone(
    payer: Payer, told: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    """Whoever gets one onto our customer, by hand or by theft, buys nothing with it."""
    (made,) = payer.stripe.rows["subscriptions"].values()
    made["metadata"] = {"workspace": "somebody else"}
    payer.post(told)
    with caplog.at_level(logging.WARNING, "ictdesk.business.billing"):
        payer.work()
    assert payer.plan == "free"
    assert "billing.foreign_subscription" in caplog.messages
    made["metadata"] = {}
    made["items"]["data"][0]["price"]["id"] = "price_of_another_product"
    payer.post({**told, "id": "evt_b"})
    payer.work()
    assert payer.plan == "free"
