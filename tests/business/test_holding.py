"""What plans hold is asked where something is made; what is there stays."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from ictdesk.business.plans.models import Subscription
from ictdesk.business.plans.setting import set_plan
from ictdesk.desk.mailboxes import commands as mailboxes
from ictdesk.desk.mailboxes.models import Mailbox
from ictdesk.desk.people import commands as people
from ictdesk.desk.people.models import Member
from ictdesk.desk.senders import commands as senders
from ictdesk.desk.senders.models import SenderDomain
from ictdesk.kernel import clock
from ictdesk.kernel.audit.models import AuditRecord
from ictdesk.kernel.entitlements import NotInPlan
from ictdesk.kernel.errors import Invalid
from ictdesk.kernel.tenancy import workspace_scope
from tests.world import US, World


@pytest.fixture
def acme(world: World) -> Any:
    return world.acme


def invite(house: Any) -> Member:
    return people.add_member(actor=US, email=f"{uuid4().hex}@mail.example", name="Nia", role="agent")


def domain(house: Any) -> SenderDomain:
    return senders.add_domain(actor=house.vera.actor, name=f"{uuid4().hex}.example")


def mailbox(house: Any) -> Mailbox:
    return mailboxes.add_mailbox(
        actor=house.vera.actor,
        inbox=house.inbox,
        kind="password",
        host="imap.example.com",
        port=993,
        user="support",
        secret={"password": "x"},
    )


@pytest.mark.parametrize("make", [invite, domain, mailbox])
@pytest.mark.parametrize(("plan", "held"), [("", True), ("pro", True), ("enterprise", True), ("free", False)])
def test_a_plan_is_asked_where_something_is_made(acme: Any, make: Any, plan: str, held: bool) -> None:
    """Acme has more than three members already: they stay, and nobody else comes."""
    set_plan(workspace_id=acme.id, key=plan)
    with workspace_scope(acme.id):
        before = Member.objects.filter(active=True).count()
        assert before > 3
        if held:
            make(acme)
        else:
            with pytest.raises(NotInPlan, match="The plan Free has"):
                make(acme)
    with workspace_scope(acme.id):
        made = Member.objects.filter(active=True).count() - before
        made += SenderDomain.objects.count() + Mailbox.objects.count()
        assert made == held


def test_after_its_trial_a_workspace_is_on_free_until_a_plan_is_set(acme: Any) -> None:
    set_plan(workspace_id=acme.id, key="pro")
    row = Subscription.objects.filter(workspace_id=acme.id)
    row.update(trial_ends_at=clock.now() + timedelta(hours=1))
    with workspace_scope(acme.id):
        invite(acme)
        row.update(trial_ends_at=clock.now())
        with pytest.raises(NotInPlan):
            invite(acme)
    set_plan(workspace_id=acme.id, key="pro")
    with workspace_scope(acme.id):
        invite(acme)
        assert AuditRecord.objects.filter(action="plan.set").count() == 2


def test_a_plan_that_is_not_there_changes_nothing(acme: Any) -> None:
    set_plan(workspace_id=acme.id, key="pro")
    with pytest.raises(Invalid, match="gold"):
        set_plan(workspace_id=acme.id, key="gold")
    assert Subscription.objects.get(workspace_id=acme.id).plan == "pro"
