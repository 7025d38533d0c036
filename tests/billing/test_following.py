"""Seats follow the members, reminders follow a failed payment, and payment ends with the workspace."""

import logging
from datetime import timedelta
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.core import mail
from pytest_django.fixtures import Settings

from ictdesk.business.billing import invoices, jobs, reconciling
from ictdesk.business.billing.calling import NotReached
from ictdesk.business.billing.models import BillingAccount, BillingInvoice
from ictdesk.business.plans.trials import reminder_due
from ictdesk.business.vendor.founding import found
from ictdesk.desk.people import commands as people
from ictdesk.desk.people.models import Member
from ictdesk.desk.workspaces.commands import take_end_back
from ictdesk.kernel import clock
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.privacy.endings import running
from ictdesk.privacy.endings.models import WorkspaceEnd
from tests.billing.conftest import Payer
from tests.endings.asked import asked
from tests.endings.ended import due, finished
from tests.world import US


def follow(payer: Payer) -> None:
    jobs.follow(str(payer.house.id))


def subscription(payer: Payer) -> dict[str, Any]:
    (row,) = payer.stripe.rows["subscriptions"].values()
    return row


def seats(payer: Payer) -> int:
    return int(subscription(payer)["items"]["data"][0]["quantity"])


def writes(payer: Payer) -> int:
    return sum(method != "GET" for method, *_ in payer.stripe.calls)


def test_seats_follow_the_members(payer: Payer) -> None:
    payer.bought()
    with workspace_scope(payer.house.id):
        people.add_member(actor=US, email=f"{uuid4().hex}@mail.example", name="Nia", role="agent")
    follow(payer)
    assert seats(payer) == payer.account.seats == 6
    (told,) = [given for _m, path, given, _h in payer.stripe.calls if path.startswith("/v1/subscriptions/")]
    assert told["proration_behavior"] == "create_prorations"
    with workspace_scope(payer.house.id):
        Member.objects.filter(role="agent").update(active=False)
    follow(payer)
    assert seats(payer) == payer.account.seats == 3
    before = len(payer.stripe.calls)
    follow(payer)
    assert len(payer.stripe.calls) == before


def test_stripe_is_told_again_when_it_did_not_answer(payer: Payer) -> None:
    payer.bought()
    with workspace_scope(payer.house.id):
        Member.objects.filter(role="agent").update(active=False)
    payer.stripe.failures = ["hang up"]
    with pytest.raises(NotReached):
        follow(payer)
    follow(payer)
    assert seats(payer) == payer.account.seats == 3


def test_an_ending_workspace_is_not_charged_on_unless_the_end_is_taken_back(payer: Payer) -> None:
    payer.bought()
    asked(payer.house)
    follow(payer)
    assert subscription(payer)["cancel_at_period_end"] is True
    assert (payer.plan, payer.account.state) == ("pro", "active")
    follow(payer)
    with workspace_scope(payer.house.id):
        take_end_back(actor=payer.house.vera.actor)
    follow(payer)
    assert subscription(payer)["cancel_at_period_end"] is False
    assert payer.account.cancels_at is None


def test_who_had_cancelled_before_stays_cancelled(payer: Payer) -> None:
    made = payer.bought()
    payer.stripe.change(made, cancel_at_period_end=True)
    payer.deliver()
    payer.work()
    asked(payer.house)
    follow(payer)
    with workspace_scope(payer.house.id):
        take_end_back(actor=payer.house.vera.actor)
    follow(payer)
    assert subscription(payer)["cancel_at_period_end"] is True


def test_the_end_cancels_first_and_keeps_the_invoices(payer: Payer) -> None:
    payer.bought()
    due(payer.house)
    run = finished(payer.house)
    assert subscription(payer)["status"] == "canceled"
    assert not BillingAccount.objects.filter(workspace_id=payer.house.id).exists()
    assert BillingInvoice.objects.filter(workspace_id=payer.house.id).count() == 1
    assert run.certificate
    (stays,) = [one for one in run.certificate["stays"] if one["table"] == "billing_invoice"]
    assert stays["rows"] == 1
    assert str(clock.now().year + 6) in stays["why"]
    assert "Sales Tax Act" in stays["why"]
    before = len(payer.stripe.calls)
    assert payer.deliver() == len(payer.stripe.events)  # nobody's any more
    assert len(payer.stripe.calls) == before


def test_while_stripe_does_not_answer_the_end_waits(payer: Payer) -> None:
    payer.bought()
    due(payer.house)
    with workspace_scope(payer.house.id):
        running.go_on()
    payer.stripe.failures = [(500, {"error": {"type": "api_error"}})]
    with pytest.raises(NotReached):
        running.finish(payer.house.id)
    run = WorkspaceEnd.objects.get(workspace_id=payer.house.id)
    assert (run.step, run.trouble) == ("stop", "NotReached")
    assert payer.account.state == "active"
    finished(payer.house)
    assert subscription(payer)["status"] == "canceled"


def test_an_end_without_a_key_says_that_nothing_was_cancelled(
    payer: Payer, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    payer.bought()
    settings.ICTDESK_STRIPE_KEY = None
    due(payer.house)
    finished(payer.house)
    assert "billing.not_cancelled" in caplog.messages


def late(payer: Payer) -> dict[str, Any]:
    """The second month's payment failed a day and an hour ago."""
    made = payer.bought()
    payer.stripe.now -= 25 * 3600
    payer.stripe.fail(made)
    payer.deliver()
    payer.work()
    return made


def test_owners_are_reminded_until_it_is_paid(payer: Payer) -> None:
    made = late(payer)
    assert (payer.account.state, payer.plan) == ("past_due", "pro")
    mail.outbox.clear()
    follow(payer)
    (letter,) = mail.outbox
    assert letter.to == [payer.house.vera.email]
    assert payer.page() in letter.body
    follow(payer)
    assert len(mail.outbox) == 1
    with patch.object(clock, "now", return_value=clock.now() + timedelta(days=2)):
        follow(payer)
    assert len(mail.outbox) == 2
    payer.stripe.settle(made)  # and no notice comes
    with patch.object(clock, "now", return_value=clock.now() + timedelta(days=7)):
        follow(payer)
    assert len(mail.outbox) == 2
    assert (payer.account.state, payer.account.dunned) == ("active", None)


def test_after_the_days_of_grace_it_is_free_and_once_paid_as_before(payer: Payer) -> None:
    made = late(payer)
    with patch.object(clock, "now", return_value=clock.now() + timedelta(days=13)):
        assert payer.plan == "free"
    page = payer.browser.get(payer.page()).content.decode()
    assert "The last payment did not go through" in page
    payer.stripe.settle(made)
    payer.deliver()
    payer.work()
    with patch.object(clock, "now", return_value=clock.now() + timedelta(days=13)):
        assert payer.plan == "pro"


def test_who_has_paid_hears_no_more_of_the_trial(payer: Payer) -> None:
    payer.bought()
    row = payer.subscription
    row.trial_ends_at = clock.now() + timedelta(hours=5)
    assert reminder_due(row, clock.now()) is None
    row.paid = ""
    assert reminder_due(row, clock.now()) == 1


def test_the_nightly_look_says_what_it_mended(payer: Payer, caplog: pytest.LogCaptureFixture) -> None:
    payer.bought()
    jobs.reconcile(str(payer.house.id))
    assert "billing.mended" not in caplog.messages
    payer.stripe.change(subscription(payer), status="canceled")
    jobs.reconcile(str(payer.house.id))
    assert "billing.mended" in caplog.messages
    assert payer.plan == "free"


def test_subscriptions_that_nobody_knows_are_named(payer: Payer, caplog: pytest.LogCaptureFixture) -> None:
    payer.bought()
    strange = payer.stripe.subscribe("cus_stranger")["id"]
    payer.stripe.subscribe("cus_other_product", price="price_other")
    payer.stripe.page = 1
    jobs.tidy(str(payer.house.id))  # a customer's workspace: not its affair
    assert "billing.unknown_subscription" not in caplog.messages
    jobs.tidy(str(found().id))
    assert caplog.messages.count("billing.unknown_subscription") == 1
    assert reconciling.unknown() == [strange]


def test_who_pays_twice_is_named(payer: Payer, caplog: pytest.LogCaptureFixture) -> None:
    made = payer.bought()
    payer.stripe.subscribe(made["customer"])
    jobs.reconcile(str(payer.house.id))
    assert "billing.pays_twice" in caplog.messages
    assert payer.account.subscription_id == made["id"]


def test_a_customer_that_was_removed_holds_nothing(payer: Payer) -> None:
    payer.bought()
    payer.stripe.rows["customers"].clear()
    payer.stripe.rows["subscriptions"].clear()
    jobs.reconcile(str(payer.house.id))
    assert (payer.plan, payer.account.state) == ("free", "")
    assert BillingInvoice.objects.filter(workspace_id=payer.house.id).count() == 1


def test_invoices_go_when_their_time_is_over_and_do_not_come_back(payer: Payer) -> None:
    payer.bought()
    rows = BillingInvoice.objects.filter(workspace_id=payer.house.id)
    rows.update(keep_until=clock.now().date())
    invoices.forget()
    assert rows.count() == 1
    rows.update(keep_until=clock.now().date() - timedelta(days=1))
    invoices.forget()
    assert rows.count() == 0
    with patch.object(clock, "now", return_value=clock.now() + timedelta(days=366 * 8)):
        jobs.reconcile(str(payer.house.id))
    assert rows.count() == 0


def test_without_a_key_no_job_does_anything(payer: Payer, settings: Settings) -> None:
    payer.bought()
    settings.ICTDESK_STRIPE_KEY = None
    before = len(payer.stripe.calls)
    for job in (jobs.follow, jobs.reconcile, jobs.tidy):
        job(str(payer.house.id))
    assert len(payer.stripe.calls) == before
    assert payer.plan == "pro"


def test_logs_of_the_room_hold_ids_alone(payer: Payer, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        payer.bought()
    assert payer.house.vera.email not in caplog.text
