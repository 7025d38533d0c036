"""Named engineers only: no grant, no access; each look is on record; an end is an end, on every path."""

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client

from ictdesk.desk.conversations import commands as talks
from ictdesk.kernel import clock
from ictdesk.kernel.actor import Engineer
from ictdesk.kernel.audit.models import AuditRecord
from ictdesk.kernel.command import ALTERS, REGISTRY, WITH_GRANT
from ictdesk.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.trust.access import commands, inside, jobs, oncall, words
from ictdesk.trust.access.commands.ask import Asked
from ictdesk.trust.access.models import AccessGrant, AccessStep
from tests.isolation.test_commands import function
from tests.kernel.queue_of import jobs as queued
from tests.people.browsers import signed_in
from tests.trust.visits import WHY, Vendor, make_vendor
from tests.world import House, World


@pytest.fixture(scope="module")
def vendor() -> Vendor:
    return make_vendor()


@pytest.fixture
def acme(world: World) -> House:
    return world.acme


def inbox(house: House) -> str:
    return f"/desk/{house.slug}/inbox/"


def end(house: House, grant: AccessGrant) -> None:
    with workspace_scope(house.id):
        commands.end_access(actor=house.noor.actor, grant_id=grant.id)


def call(client: Client, house: House, path: str) -> int:
    return client.get(f"/api/v1{path}", headers={"X-Workspace": house.slug}).status_code


def test_a_page_opens_under_a_grant_and_under_nothing_else(vendor: Vendor, acme: House) -> None:
    talk = acme.talk("The kettle leaks")
    eve = signed_in(vendor.eve)
    page = f"{inbox(acme)}all/c/{talk.id}/"
    assert eve.get(page).status_code == 404
    grant = vendor.ask(acme)
    assert eve.get(page).status_code == 404
    vendor.approve(grant)
    assert eve.get(page).status_code == 404
    grant = vendor.begin(grant)
    shown = eve.get(page)
    assert shown.status_code == 200
    assert "The kettle leaks" in shown.content.decode()
    assert 'class="visit"' in shown.content.decode()
    assert eve.get(f"/desk/{acme.slug}/contacts/{talk.contact_id}/").status_code == 200
    for other in ("settings/members/", "settings/profile/", "privacy/", "privacy/access/", "settings/roles/"):
        assert eve.get(f"/desk/{acme.slug}/{other}").status_code == 403, other
    assert signed_in(vendor.bob).get(page).status_code == 404
    end(acme, grant)
    assert eve.get(page).status_code == 404
    assert eve.get(f"/desk/{acme.slug}/contacts/{talk.contact_id}/").status_code == 404


def test_each_look_is_on_record_with_the_grant(vendor: Vendor, acme: House) -> None:
    talk = acme.talk("The kettle leaks")
    grant = vendor.enter(acme)
    eve = signed_in(vendor.eve)
    eve.get(f"{inbox(acme)}all/c/{talk.id}/")
    eve.get(f"/desk/{acme.slug}/settings/members/")
    call(eve, acme, f"/conversations/{talk.id}/messages")
    call(eve, acme, "/conversations?status=any")
    with workspace_scope(acme.id):
        acts = AuditRecord.objects.filter(actor_kind="engineer", facts__contains={"grant": str(grant.id)})
        assert {one.actor_id for one in acts} == {vendor.eve.row.user_id}
        found = [(one.action, one.object_id, one.facts.get("page")) for one in acts.order_by("at", "id")]
    assert ("access.begin", grant.id, None) in found
    assert ("seen.page", None, "inbox-place") in found
    assert ("seen.conversation", talk.id, None) in found
    calls = [one[1:] for one in found if one[0] == "seen.call"]
    assert calls == [(talk.id, "list_messages"), (None, "list_conversations")]
    shown = signed_in(acme.noor).get(f"/desk/{acme.slug}/privacy/access/{grant.id}/").content.decode()
    assert "inbox-place" in shown
    assert "seen.conversation" in shown
    taken = signed_in(acme.noor).get(f"/desk/{acme.slug}/privacy/access/?format=json").json()["visits"]
    assert taken[0]["who"] == vendor.eve.email
    assert "inbox-place" in [one["page"] for one in taken[0]["opened"]]


def test_the_api_obeys(vendor: Vendor, acme: House) -> None:
    talk = acme.talk("The kettle leaks")
    eve = signed_in(vendor.eve)
    paths = (f"/conversations/{talk.id}/messages", "/me", "/conversations?status=any", "/search?q=kettle")
    assert {call(eve, acme, path) for path in paths} == {404}
    grant = vendor.enter(acme)
    assert {call(eve, acme, path) for path in paths} == {200}
    assert call(eve, acme, "/instructions") == 403
    end(acme, grant)
    assert {call(eve, acme, path) for path in paths} == {404}


def test_a_signed_address_ends_with_the_grant(vendor: Vendor, acme: House) -> None:
    """It is good for an hour for members; for a guest no longer than they are one."""
    talk = acme.talk("Look at this")
    with workspace_scope(acme.id):
        file = talks.upload(
            actor=acme.ada.actor, home=talk, stream=BytesIO(b"%PDF-1.7\n"), name="a.pdf", expected_sha256=""
        )
        talks.reply(
            actor=acme.ada.actor, conversation=talk, client_id=uuid4(), text="Here", attachments=[file.id]
        )
    grant = vendor.enter(acme)
    eve, ada = signed_in(vendor.eve), signed_in(acme.ada)
    theirs, own = (
        one.get(f"/api/v1/files/{file.id}", headers={"X-Workspace": acme.slug}).json()["url"]
        for one in (eve, ada)
    )
    assert (eve.get(theirs).status_code, eve.get(own).status_code) == (200, 200)
    with workspace_scope(acme.id):
        looks = AuditRecord.objects.filter(action="seen.file", object_id=file.id)
        assert [one.facts.get("grant") for one in looks.order_by("at")] == [str(grant.id), None]
    end(acme, grant)
    assert (eve.get(theirs).status_code, eve.get(own).status_code) == (404, 200)


def test_a_grant_that_looks_changes_nothing_and_one_that_writes_speaks_for_nobody(
    vendor: Vendor, acme: House
) -> None:
    talk = acme.talk("The kettle leaks")
    eve = signed_in(vendor.eve)

    def put(part: str, body: object, method: str = "put") -> int:
        return getattr(eve, method)(  # type: ignore[no-any-return]
            f"/api/v1/conversations/{talk.id}/{part}",
            body,
            content_type="application/json",
            headers={"X-Workspace": acme.slug},
        ).status_code

    word = {"client_id": str(uuid4()), "body": "Hello"}
    grant = vendor.enter(acme)
    assert put("priority", {"priority": "high"}) == 403
    assert put("read", {"seq": 1}) == 403
    assert put("messages", word, "post") == 403
    end(acme, grant)
    vendor.enter(acme, writes=True)
    assert put("priority", {"priority": "high"}) == 200
    assert put("messages", word, "post") == 403
    assert put("notes", word, "post") == 403
    assert put("read", {"seq": 1}) == 403
    with workspace_scope(acme.id):
        done = AuditRecord.objects.filter(actor_kind="engineer", object_id=talk.id).exclude(
            action__startswith="seen."
        )
        assert {one.actor_id for one in done} <= {vendor.eve.row.user_id}
    assert acme.bodies(talk) == ["The kettle leaks"]


def test_commands_for_guests_are_few_and_named(acme: House) -> None:
    """Whoever adds one enters it here; none alters settings, and a grant that looks runs none at all."""
    few = "assign assign_team set_status snooze solve reopen set_priority set_tags set_fields set_attributes"
    few += " add_identity remove_identity introduce rename claim_email"
    assert {name.rpartition(".")[2] for name in WITH_GRANT} == set(few.split())
    assert not WITH_GRANT & ALTERS.keys()
    later = clock.now() + timedelta(minutes=5)
    looks, mends = (Engineer(uuid4(), uuid4(), writes, later) for writes in (False, True))
    with workspace_scope(acme.id):
        for name in REGISTRY:
            if not name.startswith("ictdesk."):
                continue
            for who in (looks, mends):
                if who.writes and name in WITH_GRANT:
                    continue
                with pytest.raises(NotAllowed, match="access grant"):
                    function(name)(actor=who)


def test_it_ends_by_itself(vendor: Vendor, acme: House, monkeypatch: pytest.MonkeyPatch) -> None:
    grant = vendor.enter(acme, minutes=5)
    eve = signed_in(vendor.eve)
    assert eve.get(inbox(acme)).status_code == 200
    assert eve.get(f"/desk/{acme.slug}/visit/").status_code == 204
    then = clock.now() + timedelta(minutes=5)
    monkeypatch.setattr(clock, "now", lambda: then)
    assert eve.get(inbox(acme)).status_code == 404
    assert eve.get(f"/desk/{acme.slug}/visit/").headers["HX-Refresh"] == "true"
    (waits,) = [one for one in queued(acme.id, "access.end") if one["args"]["grant"] == str(grant.id)]
    assert waits["scheduled_at"] == grant.ends_at, "written down at once, not with the next round"
    jobs.end(str(acme.id), str(grant.id))
    for _ in range(2):
        jobs.watch(str(vendor.id))  # finds nothing to do
    grant.refresh_from_db()
    assert (grant.state, grant.ended_at) == ("expired", grant.ends_at)
    for side in (vendor.id, acme.id):
        with workspace_scope(side):
            assert AuditRecord.objects.filter(action="access.expire", object_id=grant.id).count() == 1
    with pytest.raises(Conflict):
        end(acme, grant)


def test_who_asks_has_a_reason_a_second_step_and_a_second_person(vendor: Vendor, acme: House) -> None:
    def ask(**more: object) -> AccessGrant:
        proved = more.pop("proved_at", clock.now())
        said = Asked(workspace=acme.slug, **{**WHY, **more})
        with workspace_scope(vendor.id):
            return commands.ask_access(actor=vendor.eve.actor, asked=said, proved_at=proved)  # type: ignore[arg-type]

    with pytest.raises(NotAllowed):
        ask(proved_at=clock.now() - timedelta(minutes=5, seconds=1))
    for bad in (
        {"reference": "999999999"},
        {"reference": "because"},
        {"minutes": 61},
        {"minutes": 0},
        {"words": ""},
        {"words": "Look at max@mail.example"},
        {"purpose": "curiosity"},
    ):
        with pytest.raises(Invalid):
            ask(**bad)
    grant = ask()
    with pytest.raises(Conflict):
        ask()
    with workspace_scope(vendor.id), pytest.raises(NotAllowed):
        commands.approve_access(actor=vendor.eve.actor, grant_id=grant.id)
    with pytest.raises(Conflict):
        inside.begin(vendor.eve.row.user_id, grant.id)
    vendor.approve(grant)
    with pytest.raises(NotFound):
        inside.begin(vendor.bob.row.user_id, grant.id)
    with workspace_scope(acme.id), pytest.raises(NotFound):
        commands.ask_access(
            actor=acme.vera.actor, asked=Asked(workspace=acme.slug, **WHY), proved_at=clock.now()
        )


def test_where_the_customer_is_asked_nobody_comes_in_before(vendor: Vendor, world: World) -> None:
    acme, globex = world.acme, world.globex
    with workspace_scope(acme.id):
        commands.set_access_consent(actor=acme.vera.actor, on=True)
        with pytest.raises(NotAllowed):
            commands.set_access_consent(actor=acme.noor.actor, on=False)
    grant = vendor.ask(acme)
    step = AccessStep.objects.get(grant=grant)
    jobs.tell(str(vendor.id), str(step.id))
    jobs.tell(str(vendor.id), str(step.id))
    (asked,) = {one.body for one in mail.outbox if acme.noor.email in one.to}
    assert f"/desk/{acme.slug}/privacy/access/" in asked
    assert WHY["words"] in asked
    with workspace_scope(acme.id):
        assert AuditRecord.objects.filter(action="access.ask", object_id=grant.id).count() == 1
    vendor.approve(grant)
    with pytest.raises(Conflict):
        vendor.begin(grant)
    page = f"/desk/{acme.slug}/privacy/access/{grant.id}/consent/"
    assert signed_in(acme.ada).post(page).status_code == 403
    with workspace_scope(globex.id), pytest.raises(NotFound):
        commands.consent_to_access(actor=globex.hank.actor, grant_id=grant.id)
    assert signed_in(acme.noor).post(page).status_code == 302
    assert vendor.begin(grant).state == "running"
    end(acme, grant)
    late = vendor.approve(vendor.ask(globex))
    with workspace_scope(globex.id):
        commands.set_access_consent(actor=globex.hank.actor, on=True)
    with pytest.raises(Conflict, match="ask again"):
        vendor.begin(late)


def test_the_customer_is_told_at_the_start_by_whom_why_and_until_when(vendor: Vendor, acme: House) -> None:
    grant = vendor.enter(acme)
    assert [one["args"]["grant"] for one in queued(acme.id, "access.tell_begun")] == [str(grant.id)]
    jobs.tell_begun(str(acme.id), str(grant.id))
    (told,) = [one for one in mail.outbox if acme.noor.email in one.to]
    for word in (vendor.eve.email, WHY["reference"], WHY["words"], f"/desk/{acme.slug}/privacy/access/"):
        assert word in told.body
    board = signed_in(acme.noor).get(f"/desk/{acme.slug}/privacy/").content.decode()
    assert "Somebody of the vendor is inside now." in board
    end(acme, grant)
    board = signed_in(acme.noor).get(f"/desk/{acme.slug}/privacy/").content.decode()
    assert "Somebody of the vendor is inside now." not in board


def test_nobody_past_their_review_or_without_their_word_is_let_in(
    acme: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    vendor = make_vendor()
    grant = vendor.enter(acme)
    eve = signed_in(vendor.eve)
    assert eve.get(inbox(acme)).status_code == 200
    with workspace_scope(vendor.id):
        commands.withdraw_undertaking(actor=vendor.eve.actor)
    assert eve.get(inbox(acme)).status_code == 404
    with workspace_scope(vendor.id):
        commands.sign_undertaking(actor=vendor.eve.actor, version=words.VERSION)
    assert eve.get(inbox(acme)).status_code == 200
    with workspace_scope(vendor.id):
        commands.remove_from_call(actor=vendor.bob.actor, member=vendor.eve.row)
    assert eve.get(inbox(acme)).status_code == 404
    end(acme, grant)
    with pytest.raises(NotAllowed):
        vendor.ask(acme)
    entry = oncall.entry_of(vendor.bob.row.user_id)
    assert entry is not None
    assert entry.review_on is not None
    assert (entry.lacks(entry.review_on), entry.lacks(entry.review_on + timedelta(days=1))) == ("", "review")
    later = clock.now() + timedelta(days=93)
    with workspace_scope(vendor.id), pytest.raises(Invalid):
        commands.review_on_call(
            actor=vendor.bob.actor, member=vendor.bob.row, approves=True, review_on=later.date()
        )
