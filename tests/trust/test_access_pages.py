"""The vendor's page and the customer's: who may use them, and what other workspaces find there."""

from datetime import timedelta
from uuid import uuid4

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.core import mail
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ictdesk.kernel import clock
from ictdesk.kernel.audit.models import AuditRecord
from ictdesk.kernel.closing import contracts
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.trust.access import accounts, closing, commands, jobs
from ictdesk.trust.access.models import AccessGrant, AccessRule, AccessStep
from tests.people.browsers import signed_in
from tests.trust.visits import WHY, Vendor, make_vendor
from tests.world import House, World


@pytest.fixture(scope="module")
def vendor() -> Vendor:
    return make_vendor()


@pytest.fixture
def acme(world: World) -> House:
    return world.acme


def proved(client: Client, *, minutes_ago: float, kind: str = "totp") -> Client:
    """The same browser, in which somebody gave a code at a time."""
    at = (clock.now() - timedelta(minutes=minutes_ago)).timestamp()
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "type": kind, "at": at}]
    session.save()
    return client


def form(house: House) -> dict[str, object]:
    return {**WHY, "workspace": house.slug, "door": "desk"}


def test_who_asks_on_the_page_has_just_given_a_code(vendor: Vendor, acme: House) -> None:
    page, ask = f"/desk/{vendor.slug}/on-call/", f"/desk/{vendor.slug}/on-call/ask/"
    mine = AccessGrant.objects.filter(workspace_id=acme.id)
    eve = signed_in(vendor.eve)
    for old in (eve, proved(eve, minutes_ago=5.1), proved(eve, minutes_ago=0, kind="recovery_codes")):
        assert "Give a code or use your passkey first" in old.get(page).content.decode()
        assert old.post(ask, form(acme)).status_code == 302
        assert not mine.exists()
    eve = proved(eve, minutes_ago=1)
    assert eve.post(ask, {**form(acme), "minutes": 61}).status_code == 422
    assert eve.post(ask, {**form(acme), "reference": "because"}).status_code == 422
    assert not mine.exists()
    assert eve.post(ask, form(acme)).status_code == 302
    grant = mine.get()
    shown = eve.get(page).content.decode()
    assert WHY["words"] in shown
    assert f"{grant.id}/approve/" not in shown
    bob = signed_in(vendor.bob)
    assert f"{grant.id}/approve/" in bob.get(page).content.decode()
    assert bob.post(f"{page}{grant.id}/approve/").status_code == 302
    assert eve.post(f"{page}{grant.id}/begin/").headers["Location"] == f"/desk/{acme.slug}/inbox/"
    assert eve.post(f"{page}{grant.id}/leave/").status_code == 302
    grant.refresh_from_db()
    assert grant.state == "ended"


def test_in_every_other_workspace_there_is_no_such_page(vendor: Vendor, acme: House) -> None:
    grant = vendor.ask(acme)
    vera, page = signed_in(acme.vera), f"/desk/{acme.slug}/on-call/"
    assert vera.get(page).status_code == 404
    member = acme.ada.row.id
    posts = ("ask/", "people/", "undertaking/sign/", f"people/{member}/review/", f"{grant.id}/approve/")
    before = AccessStep.objects.filter(grant=grant).count()
    for post in posts:
        assert vera.post(f"{page}{post}", {"version": "2026-11", **form(acme)}).status_code == 404, post
    for post in posts:
        assert signed_in(acme.ada).post(f"/desk/{vendor.slug}/on-call/{post}").status_code == 404, post
    assert AccessStep.objects.filter(grant=grant).count() == before
    assert vera.get(f"/desk/{acme.slug}/visit/").headers["HX-Refresh"] == "true"
    assert vera.post(f"/desk/{acme.slug}/visit/leave/").status_code == 404


def test_only_who_runs_the_vendors_workspace_keeps_the_register(vendor: Vendor) -> None:
    page = f"/desk/{vendor.slug}/on-call/people/"
    row = vendor.eve.row.id
    for client in (signed_in(vendor.eve),):
        assert client.post(page, {"member": str(row)}).status_code == 403
        assert client.post(f"{page}{row}/remove/").status_code == 403
    bob = signed_in(vendor.bob)
    assert bob.post(page, {"member": str(uuid4())}).status_code == 422
    assert bob.post(f"{page}{row}/review/").status_code == 302


def test_the_lists_take_as_many_queries_for_many_as_for_one(vendor: Vendor, acme: House) -> None:
    noor, page = signed_in(acme.noor), f"/desk/{acme.slug}/privacy/access/now/"

    def queries() -> int:
        with CaptureQueriesContext(connections["default"]) as control:
            assert noor.get(page).status_code == 200
        return len(control)

    first = vendor.enter(acme)
    queries()  # the session is noted once
    one = queries()
    for _ in range(3):
        with workspace_scope(acme.id):
            commands.end_access(actor=acme.noor.actor, grant_id=first.id)
        first = vendor.enter(acme)
    assert queries() == one


def test_a_refusal_by_the_customer_stands(vendor: Vendor, acme: House) -> None:
    grant = vendor.approve(vendor.ask(acme))
    step = f"/desk/{acme.slug}/privacy/access/{grant.id}"
    assert signed_in(acme.iris).post(f"{step}/refuse/").status_code == 403
    assert signed_in(acme.noor).post(f"{step}/approve/").status_code == 404
    assert signed_in(acme.noor).post(f"{step}/refuse/").status_code == 302
    grant.refresh_from_db()
    assert grant.state == "refused"
    done = AccessStep.objects.get(grant=grant, act="refuse")
    jobs.tell(str(acme.id), str(done.id))
    with workspace_scope(vendor.id):
        assert AuditRecord.objects.filter(action="access.refuse", object_id=grant.id).count() == 1


def test_those_who_may_approve_are_written_to(vendor: Vendor, acme: House) -> None:
    grant = vendor.ask(acme)
    jobs.tell(str(vendor.id), str(AccessStep.objects.get(grant=grant).id))
    (told,) = [one for one in mail.outbox if vendor.bob.email in one.to]
    assert vendor.eve.email not in told.to
    assert f"/desk/{vendor.slug}/on-call/" in told.body


def test_accounts_of_the_databases_are_the_softwares_or_of_somebody_on_call(vendor: Vendor) -> None:
    owners = {"reports": vendor.eve.email, "old": "gone@vendor.example"}
    names = ["ictdesk_app", "reports", "old", "intruder"]
    assert accounts.unknown(names, owners, {vendor.eve.email}) == ["intruder", "old"]
    assert "ictdesk_app" in accounts.found()
    jobs.list_accounts(str(vendor.id))
    with workspace_scope(vendor.id):
        facts = AuditRecord.objects.filter(action="access.accounts").latest("at").facts
    assert facts["unknown"] == len(accounts.strangers())
    assert (
        "Accounts of the databases"
        in signed_in(vendor.bob).get(f"/desk/{vendor.slug}/on-call/").content.decode()
    )


def test_with_the_workspace_ends_what_is_open_and_who_was_there_stays(vendor: Vendor, acme: House) -> None:
    grant = vendor.enter(acme)
    with workspace_scope(acme.id):
        commands.set_access_consent(actor=acme.vera.actor, on=True)
    for contract in contracts():
        if contract.stays is closing.stays:
            contract.end(acme.id)
            contract.end(acme.id)
            contract.leave(acme.id)
            assert [(table, count) for table, count, _ in contract.stays(acme.id)] == [("access_grant", 1)]
    grant.refresh_from_db()
    assert grant.state == "revoked"
    assert not AccessRule.objects.filter(workspace_id=acme.id).exists()
    assert signed_in(vendor.eve).get(f"/desk/{acme.slug}/inbox/").status_code == 404
