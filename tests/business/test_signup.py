"""Sign-up: a link that carries everything, steps that may be repeated, and an agreement from the first minute."""

import hashlib
from dataclasses import replace
from datetime import timedelta
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.core import mail, signing

from ictdesk.business.plans import trials
from ictdesk.business.plans.models import Subscription
from ictdesk.business.signup import asking, finishing
from ictdesk.business.signup.asking import SignUp
from ictdesk.desk.contacts.queries import addressed_as
from ictdesk.desk.people.models import Member
from ictdesk.desk.workspaces.models import Inbox, Notice, Workspace
from ictdesk.kernel import clock
from ictdesk.kernel.errors import Conflict, Invalid, NotFound
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import PROCESSOR, WorkspaceEntry
from ictdesk.trust.agreements import wording
from ictdesk.trust.agreements.models import AgreementAcceptance
from tests.world import World

KNOWN = {"2026-11": "b7ca100088d4c2e86f98d03aead561ebee49d735eff22b6c7b707e55404a5568"}
"""Digest of each version that was ever in force."""


def asked(**other: str) -> dict[str, Any]:
    word = uuid4().hex[:10]
    said = {
        "organisation": "Kettles Ltd",
        "slug": f"k-{word}",
        "name": "Olga",
        "email": f"olga-{word}@mail.example",
        "plan": "pro",
        "region": "eu",
        "agreement": wording.VERSION,
    }
    return said | other


def finished(said: SignUp) -> WorkspaceEntry:
    finishing.finish(said)
    return WorkspaceEntry.find(slug=said.slug)


def counted(entry: WorkspaceEntry) -> list[int]:
    with workspace_scope(entry.id):
        return [model.objects.count() for model in (Workspace, Inbox, Notice, Member)]


def test_a_text_that_was_accepted_never_changes() -> None:
    assert KNOWN[wording.VERSION] == hashlib.sha256(wording.text().encode()).hexdigest()


def test_it_makes_a_workspace_with_an_owner_that_is_bound(vendor: WorkspaceEntry) -> None:
    said = asking.checked(**asked())
    path = finishing.finish(said)
    entry = WorkspaceEntry.find(slug=said.slug)
    with workspace_scope(entry.id):
        owner = Member.objects.get()
        assert (owner.role, owner.name, Workspace.objects.get().name) == ("owner", "Olga", "Kettles Ltd")
    bound = AgreementAcceptance.objects.get(workspace_id=entry.id)
    assert (bound.version, bytes(bound.digest)) == (wording.VERSION, wording.digest())
    assert (bound.user_id, bound.accepted_at) == (owner.user_id, said.asked_at)
    assert (entry.role, entry.region) == (PROCESSOR, "eu")
    assert path.startswith("/account/invitation/")
    with workspace_scope(vendor.id):
        (contact,) = addressed_as(said.email)
        assert contact.name == "Olga"


def test_pressed_twice_it_is_one(vendor: WorkspaceEntry) -> None:
    said = asking.checked(**asked())
    entry = finished(said)
    before = counted(entry)
    assert finished(said) == entry
    assert counted(entry) == before == [1, 1, 1, 1]
    assert AgreementAcceptance.objects.filter(workspace_id=entry.id).count() == 1


@pytest.mark.parametrize(
    "dies_at",
    [
        "workspaces.found_workspace",
        "accounts.user_with",
        "accepting.accept",
        "workspaces.make_inbox",
        "people.add_member",
        "contacts.make_contact",
    ],
)
def test_what_broke_off_is_finished_by_the_same_link(vendor: WorkspaceEntry, dies_at: str) -> None:
    said = asking.checked(**asked())
    with (
        patch(f"ictdesk.business.signup.finishing.{dies_at}", side_effect=OSError("the machine died")),
        pytest.raises(OSError, match="died"),
    ):
        finishing.finish(said)
    entry = finished(said)
    assert counted(entry) == [1, 1, 1, 1]
    assert AgreementAcceptance.objects.filter(workspace_id=entry.id).count() == 1
    with workspace_scope(vendor.id):
        assert len(addressed_as(said.email)) == 1


def test_an_address_goes_to_whoever_presses_first(vendor: WorkspaceEntry) -> None:
    first = asking.checked(**asked())
    second = asking.checked(**asked(slug=first.slug))
    entry = finished(second)
    before = counted(entry)
    with pytest.raises(Conflict, match="taken"):
        finishing.finish(first)
    assert counted(entry) == before
    assert not AgreementAcceptance.objects.filter(workspace_id=entry.id).exclude(
        user_id=AgreementAcceptance.objects.get(workspace_id=entry.id).user_id
    )


def test_a_workspace_that_is_there_is_not_opened_by_a_sign_up(world: World, vendor: WorkspaceEntry) -> None:
    said = replace(asking.checked(**asked()), slug=world.acme.slug)
    before = counted(WorkspaceEntry.find(id=world.acme.id))
    with pytest.raises(Conflict, match="taken"):
        finishing.finish(said)
    assert counted(WorkspaceEntry.find(id=world.acme.id)) == before


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"slug": "no"}, Invalid),
        ({"slug": "Kettles"}, Invalid),
        ({"slug": "-kettles"}, Invalid),
        ({"slug": "kettles-"}, Invalid),
        ({"slug": "a.b.c"}, Invalid),
        ({"slug": "www"}, Conflict),
        ({"organisation": "  "}, Invalid),
        ({"email": "nobody"}, Invalid),
        ({"plan": "gold"}, Invalid),
        ({"region": "moon"}, Invalid),
        ({"agreement": "2019-01"}, Conflict),
    ],
)
def test_what_cannot_be_is_refused(wrong: dict[str, str], error: type[Exception]) -> None:
    with pytest.raises(error):
        asking.checked(**asked(**wrong))


def test_a_link_holds_a_day_and_its_own_words(vendor: WorkspaceEntry) -> None:
    said = asking.checked(**asked())
    token = asking.token(said)
    assert asking.read(token) == said
    for forged in (token[:-2] + "aa", signing.dumps({"slug": "x"}, salt="other"), ""):
        with pytest.raises(NotFound):
            asking.read(forged)
    with (
        patch("django.core.signing.time.time", return_value=clock.now().timestamp() + 24 * 3600 + 5),
        pytest.raises(NotFound),
    ):
        asking.read(token)


def test_an_agreement_that_was_replaced_binds_nobody(vendor: WorkspaceEntry) -> None:
    said = asking.checked(**asked())
    with patch.object(wording, "VERSION", "2027-01"), pytest.raises(Conflict, match="changed"):
        finishing.finish(said)
    assert not WorkspaceEntry.objects.filter(slug=said.slug).exists()


def test_what_costs_something_is_tried_first(vendor: WorkspaceEntry) -> None:
    for plan, days in (("free", None), ("pro", 14)):
        said = asking.checked(**asked(plan=plan))
        row = Subscription.objects.get(workspace_id=finished(said).id)
        ends = said.asked_at + timedelta(days=days) if days else None
        assert (row.plan, row.trial_ends_at) == (plan, ends)


def test_owners_are_told_once_for_each_day_that_counts(vendor: WorkspaceEntry) -> None:
    said = asking.checked(**asked())
    entry = finished(said)
    end = said.asked_at + trials.LENGTH
    told: list[tuple[int, int | None]] = []
    for hours in range(14 * 24, -48, -6):
        before = len(mail.outbox)
        with patch.object(clock, "now", return_value=end - timedelta(hours=hours)), workspace_scope(entry.id):
            days = trials.remind(entry.id)
        letters = mail.outbox[before:]
        assert [one.to for one in letters] == ([[said.email]] if days else [])
        if days:
            assert said.slug in str(letters[0].body)
            told.append((hours, days))
    assert told == [(168, 7), (72, 3), (24, 1)]


def test_a_reminder_that_was_missed_is_not_made_up_for(vendor: WorkspaceEntry) -> None:
    row = Subscription(trial_ends_at=clock.now() + timedelta(hours=30), reminded=None)
    assert trials.reminder_due(row, clock.now()) == 3
    row.reminded = 3
    assert trials.reminder_due(row, clock.now()) is None
    row.trial_ends_at = None
    assert trials.reminder_due(row, clock.now()) is None
