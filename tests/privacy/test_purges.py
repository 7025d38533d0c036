"""Many at once, by two members: what they read first, what is refused, and that each goes the ordinary way."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from ictdesk.desk.contacts.models import Contact
from ictdesk.desk.conversations.models import Conversation
from ictdesk.kernel import clock
from ictdesk.kernel.audit.models import AuditRecord
from ictdesk.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.privacy.erasure.models import ErasureRun
from ictdesk.privacy.purges import commands, jobs
from ictdesk.privacy.purges.models import PurgeOrder, PurgePerson
from tests.api.calls import JSON
from tests.api.test_setup import member
from tests.people.browsers import program, signed_in
from tests.privacy import bundles
from tests.privacy.erased import finished, is_gone
from tests.world import House, World

PURGES = "/api/v1/purges"


def several(house: House, count: int = 3) -> list[Conversation]:
    return [bundles.talk(house, "It leaks", name=f"P{n}", email=f"p{n}@mail.example") for n in range(count)]


def proposed(house: House, talks: list[Conversation], **how: Any) -> PurgeOrder:
    with workspace_scope(house.id):
        subjects = [one.subject_id for one in talks]
        return commands.propose_purge(actor=house.noor.actor, subjects=subjects, **how)


def confirmed(house: House, order: PurgeOrder, count: int) -> PurgeOrder:
    with workspace_scope(house.id):
        return commands.confirm_purge(actor=house.vera.actor, order=order, count=count)


def settled(house: House) -> PurgeOrder:
    with workspace_scope(house.id):
        jobs.settle()
        found: PurgeOrder = PurgeOrder.objects.order_by("-proposed_at")[0]
    return found


def test_two_members_and_everybody_is_gone_with_a_certificate(world: World) -> None:
    acme = world.acme
    talks, stays = several(acme), bundles.talk(acme, "Hi", name="Bea", email="bea@mail.example")
    order = proposed(acme, talks)
    with workspace_scope(acme.id):
        assert not ErasureRun.objects.exists(), "a proposal changes nothing"
    order = confirmed(acme, order, 3)
    assert settled(acme).state == "running"
    with workspace_scope(acme.id):
        runs = list(ErasureRun.objects.all())
    assert [finished(acme.id, run).certificate["cause"] for run in runs] == ["purge"] * 3  # type: ignore[index]
    assert all(is_gone(acme, talk) for talk in talks)
    assert settled(acme).state == "done"
    with workspace_scope(acme.id):
        assert Contact.objects.filter(id=stays.contact_id).exists()
        acts = AuditRecord.objects.filter(object_kind="purge_order").order_by("at", "id")
        assert [(one.action, one.actor_id) for one in acts] == [
            ("purge.propose", acme.noor.row.id),
            ("purge.confirm", acme.vera.row.id),
            ("purge.done", None),
        ]


def test_nobody_confirms_their_own(world: World) -> None:
    acme = world.acme
    order = proposed(acme, several(acme, 1))
    with workspace_scope(acme.id):
        with pytest.raises(Conflict):
            commands.confirm_purge(actor=acme.noor.actor, order=order, count=1)
        with pytest.raises(NotAllowed):
            commands.confirm_purge(actor=acme.ada.actor, order=order, count=1)
        with pytest.raises(Invalid):
            commands.confirm_purge(actor=acme.vera.actor, order=order, count=2)
        assert not ErasureRun.objects.exists()
    confirmed(acme, order, 1)
    with workspace_scope(acme.id), pytest.raises(Conflict):
        commands.confirm_purge(actor=acme.vera.actor, order=order, count=1)


def test_what_cannot_be_proposed_changes_nothing(world: World) -> None:
    acme = world.acme
    (talk,) = several(acme, 1)
    theirs = bundles.talk(world.globex, "Hello")
    wrong: list[tuple[Any, dict[str, Any], type[Exception]]] = [
        ([], {}, Invalid),
        ([uuid4() for _ in range(51)], {}, Invalid),
        ([talk.subject_id], {"reason": "because"}, Invalid),
        ([talk.subject_id], {"mode": "all"}, Invalid),
        ([talk.subject_id, theirs.subject_id], {}, NotFound),
    ]
    with workspace_scope(acme.id):
        for subjects, how, error in wrong:
            with pytest.raises(error):
                commands.propose_purge(actor=acme.noor.actor, subjects=subjects, **how)
        assert not PurgeOrder.objects.exists()
    proposed(acme, [talk])
    with pytest.raises(Conflict):
        proposed(acme, [talk])
    with workspace_scope(acme.id):
        assert PurgeOrder.objects.count() == 1


def test_whoever_is_held_stays_and_is_named(world: World) -> None:
    acme = world.acme
    talks = several(acme, 2)
    bundles.case(acme, [talks[0].subject_id])
    confirmed(acme, proposed(acme, talks), 2)
    with workspace_scope(acme.id):
        rows = {one.person_id: one for one in PurgePerson.objects.all()}
        assert rows[talks[0].subject_id].outcome == "held"
        assert rows[talks[0].subject_id].run_id is None
        assert rows[talks[1].subject_id].outcome == "begun"
        assert Contact.objects.filter(id=talks[0].contact_id).exists()


def test_a_proposal_lapses_and_can_be_dropped(world: World) -> None:
    acme = world.acme
    talks = several(acme, 1)
    order = proposed(acme, talks)
    with workspace_scope(acme.id):
        PurgeOrder.objects.update(lapses_at=clock.now() - timedelta(seconds=1))
    with pytest.raises(Conflict):
        confirmed(acme, order, 1)
    assert settled(acme).state == "lapsed"
    order = proposed(acme, talks)
    with workspace_scope(acme.id):
        commands.drop_purge(actor=acme.vera.actor, order=order)
        with pytest.raises(Conflict):
            commands.confirm_purge(actor=acme.vera.actor, order=order, count=1)
        assert not ErasureRun.objects.exists()


def test_by_the_pages(world: World) -> None:
    """Chosen among the contacts, read, proposed, read by another, confirmed, followed."""
    acme = world.acme
    talks = several(acme, 2)
    theirs = bundles.talk(world.globex, "Hello")
    bundles.case(acme, [talks[1].subject_id])
    noor, vera = signed_in(acme.noor), signed_in(acme.vera)

    def at(name: str, **more: Any) -> str:
        return reverse(name, kwargs={"slug": acme.slug, **more})

    choose, ids = at("privacy-purges-choose"), [str(one.contact_id) for one in talks]
    assert f'value="{ids[0]}"' in noor.get(at("contacts")).content.decode()
    page = noor.post(choose, {"contact": ids}).content.decode()
    assert [word in page for word in ("P0", "P1", "The request R1 is open.")] == [True] * 3
    assert noor.post(choose, {"contact": [str(theirs.contact_id)]}).status_code == 302
    assert noor.post(choose, {"before": "2020-01-01"}).status_code == 302
    assert "P0" in noor.post(choose, {"before": "2100-01-01"}).content.decode()
    refused = noor.post(
        at("privacy-purges"), {"contact": [str(theirs.contact_id)], "reason": "spam", "mode": "erase"}
    )
    assert refused.status_code == 302
    with workspace_scope(acme.id):
        assert not PurgeOrder.objects.exists()
    answer: Any = noor.post(at("privacy-purges"), {"contact": ids[:1], "reason": "spam", "mode": "erase"})
    with workspace_scope(acme.id):
        order = PurgeOrder.objects.get()
    one = at("privacy-purge", order_id=order.id)
    assert answer.headers["Location"] == one
    assert "another member of the privacy office has to confirm" in noor.get(one).content.decode()
    assert str(order.id) in vera.get(at("privacy-board")).content.decode()
    assert "Type 1 to erase them for good" in vera.get(one).content.decode()
    vera.post(at("privacy-purge-step", order_id=order.id, verb="confirm"), {"count": "1"})
    assert "Is being erased" in vera.get(one).content.decode()
    with workspace_scope(acme.id):
        run = ErasureRun.objects.get()
    finished(acme.id, run)
    assert f"/privacy/erasures/{run.id}.pdf" in noor.get(one).content.decode()
    assert signed_in(acme.ada).post(choose, {"contact": ids}).status_code == 403


def test_the_api_does_the_same_for_two_members_and_for_no_key(world: World) -> None:
    acme = world.acme
    talks = several(acme, 2)
    held = bundles.case(acme, [talks[1].subject_id])
    noor, vera = (member(acme, name) for name in ("noor", "vera"))
    said = {"contacts": [str(one.contact_id) for one in talks], "reason": "spam"}
    for client, status in ((program(acme), 403), (member(acme, "ada"), 403)):
        assert client.post(PURGES, said, content_type=JSON).status_code == status
    foreign = {"contacts": [str(several(world.globex, 1)[0].contact_id)]}
    assert noor.post(PURGES, foreign, content_type=JSON).status_code == 404
    assert noor.post(PURGES, {"contacts": []}, content_type=JSON).status_code == 422
    made = noor.post(PURGES, said, content_type=JSON, headers={"Idempotency-Key": "p"})
    assert made.status_code == 201
    again = noor.post(PURGES, said, content_type=JSON, headers={"Idempotency-Key": "p"})
    assert again.json()["id"] == made.json()["id"]
    one = f"{PURGES}/{made.json()['id']}"
    people = {line["contact_id"]: line for line in vera.get(one).json()["people"]}
    free, kept = (people[str(talk.contact_id)] for talk in talks)
    assert (free["messages"], free["held"]) == (1, [])
    assert kept["held"] == [f"The request {held} is open."]
    confirm = f"{one}/confirmation"
    assert noor.post(confirm, {"count": 2}, content_type=JSON).status_code == 409, "not by the same member"
    assert vera.post(confirm, {"count": 3}, content_type=JSON).status_code == 422
    done = vera.post(confirm, {"count": 2}, content_type=JSON)
    assert (done.status_code, done.json()["state"]) == (201, "running")
    outcomes = {line["contact_id"]: line["outcome"] for line in done.json()["people"]}
    assert outcomes == {str(talks[0].contact_id): "begun", str(talks[1].contact_id): "held"}
    assert vera.delete(one).status_code == 409
    with workspace_scope(acme.id):
        (run,) = ErasureRun.objects.all()
    finished(acme.id, run)
    (line,) = [line for line in noor.get(one).json()["people"] if line["erasure_id"]]
    assert (line["contact_id"], line["erasure_state"]) == (None, "done")
    assert noor.get(f"/api/v1/erasures/{line['erasure_id']}").json()["certificate"]["cause"] == "purge"


def test_the_api_names_the_lead(world: World) -> None:
    acme, path = world.acme, "/api/v1/data-protection-lead"
    said = {"member_id": str(acme.noor.row.id), "officer": True}
    vera, noor = member(acme, "vera"), member(acme, "noor")
    assert noor.put(path, said, content_type=JSON).status_code == 403
    for wrong, status in ((acme.ada.row.id, 422), (world.globex.hank.row.id, 404)):
        assert vera.put(path, said | {"member_id": str(wrong)}, content_type=JSON).status_code == status
    assert noor.get(path).json() == {"member_id": None, "officer": False}
    assert vera.put(path, said, content_type=JSON).json() == said
    assert noor.get(path).json() == said
    assert vera.put(path, {"member_id": None}, content_type=JSON).json()["member_id"] is None
