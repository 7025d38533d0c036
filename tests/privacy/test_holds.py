"""Holds: what stays, by whatever name the person is known, and what goes on when a hold ends."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from ictdesk.desk.contacts.commands import claim_email, make_contact
from ictdesk.desk.contacts.models import Contact, Identity
from ictdesk.desk.conversations.models import Attachment, Conversation, Message
from ictdesk.kernel import clock
from ictdesk.kernel.actor import System
from ictdesk.kernel.audit.models import AuditRecord
from ictdesk.kernel.blobs.models import Blob
from ictdesk.kernel.datamap.persons import person_of
from ictdesk.kernel.errors import AlreadySo, Conflict, Invalid, NotAllowed, NotFound
from ictdesk.kernel.guards import Restricted
from ictdesk.kernel.ids import new_id
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.vault import doors, keyring
from ictdesk.kernel.vault.models import SubjectKey
from ictdesk.privacy.erasure import commands as erasure
from ictdesk.privacy.erasure import planning, removing, running
from ictdesk.privacy.erasure import repeating as erasing_again
from ictdesk.privacy.erasure.models import ErasureRun, ErasureSubject
from ictdesk.privacy.holds import commands, queries
from ictdesk.privacy.holds import repeating as holding_again
from ictdesk.privacy.holds.models import Hold, HoldAddress, HoldSubject, HoldThread
from ictdesk.privacy.ledger import appending as ledger
from ictdesk.privacy.ledger.chain import Chain
from ictdesk.privacy.ledger.entries import Entry
from ictdesk.privacy.ledger.models import LedgerEntry
from ictdesk.privacy.rights.models import RightsRequest
from tests.forensics.markers import Markers
from tests.forensics.test_destroyed import reads, told
from tests.people.browsers import program, signed_in
from tests.privacy.erased import begun, finished, is_gone
from tests.privacy.restricted import lifted as free
from tests.privacy.restricted import placed
from tests.world import House, World

US = System("tests")


def soon(days: int = 30) -> date:
    return clock.now().date() + timedelta(days=days)


def held(house: House, talk: Conversation, threads: Sequence[UUID] = (), **how: Any) -> Hold:
    """Vera holds whoever wrote in a conversation."""
    said: dict[str, Any] = {"kind": "legal_claim", "reason": "They sue us", "review_on": soon()} | how
    with workspace_scope(house.id):
        return commands.place_hold(
            actor=house.vera.actor, subjects=[talk.subject_id], threads=threads, **said
        )


def lifted(house: House, hold: Hold) -> None:
    with workspace_scope(house.id):
        commands.lift_hold(actor=house.noor.actor, hold=hold)


def state(house: House, run: ErasureRun) -> str:
    with workspace_scope(house.id):
        found: ErasureRun = ErasureRun.objects.find(id=run.id)
        return f"{found.state} {found.step}"


def test_a_person_under_a_hold_is_not_erased_and_afterwards_is(world: World) -> None:
    talk = told(world.acme, "parcel")
    hold = held(world.acme, talk)
    with pytest.raises(Restricted, match="hold"):
        begun(world.acme, talk)
    run = begun(world.acme, talk, cause="case")
    running.finish(world.acme.id, run.id)
    assert state(world.acme, run) == "held begin"
    with workspace_scope(world.acme.id):
        assert Message.objects.filter(conversation=talk).exists()
        assert planning.plan(person_of(subjects=[talk.subject_id]), "erase").held
    lifted(world.acme, hold)
    finished(world.acme.id, run)
    assert is_gone(world.acme, talk)


def test_it_is_found_by_every_name_of_the_person(world: World) -> None:
    """The hold is placed on one contact; the same address wrote to another inbox and became a second one."""
    talk, again = told(world.acme, "parcel"), told(world.acme, "letter")
    with workspace_scope(world.acme.id):
        for one in (talk, again):
            contact: Contact = Contact.objects.find(id=one.contact_id)
            claim_email(actor=US, contact=contact, address="max@mail.example")
    hold = held(world.acme, talk)
    with workspace_scope(world.acme.id):
        assert HoldAddress.objects.filter(hold=hold).exists()
    with pytest.raises(Restricted):
        begun(world.acme, again)
    lifted(world.acme, hold)
    with workspace_scope(world.acme.id):
        assert not HoldAddress.objects.filter(hold=hold).exists(), "the digests go with it"
    begun(world.acme, again)


def test_a_hold_on_one_thread_keeps_that_thread_alone(world: World) -> None:
    talk = told(world.acme, "parcel")
    with workspace_scope(world.acme.id):
        contact: Contact = Contact.objects.find(id=talk.contact_id)
        claim_email(actor=US, contact=contact, address="max@mail.example")
        other: Conversation = Conversation.objects.find(id=talk.id)
        other.id, other.last_message_id, other._state.adding = new_id(), None, True
        other.save()
    hold = held(world.acme, talk, [talk.id])
    with workspace_scope(world.acme.id):
        plan = planning.plan(person_of(subjects=[talk.subject_id]), "erase")
    assert plan.held == []
    assert (plan.goes["conversation"], plan.goes["identity"]) == (1, 2)
    assert {line.table for line in plan.stays if "hold" in line.fate.why} >= {
        "conversation",
        "message",
        "blob",
    }
    run = begun(world.acme, talk)
    for _ in range(2):
        running.finish(world.acme.id, run.id)
        assert state(world.acme, run) == "held keys"
    with workspace_scope(world.acme.id):
        with pytest.raises(Restricted):
            _ = Message.objects.get(conversation=talk).body
        with doors.opened_wide("exception"):
            assert Message.objects.get(conversation=talk).body == "About the parcel", "its key lives"
        assert Attachment.objects.filter(conversation=talk).exists()
        assert Blob.objects.filter(subject_id=talk.subject_id).exists()
        assert not Conversation.objects.filter(id=other.id).exists()
        assert not Identity.objects.filter(contact_id=talk.contact_id).exists()
        with doors.opened_wide("exception"):
            assert Contact.objects.get(id=talk.contact_id).name == "", "who it was has gone"
        assert ErasureRun.objects.get(id=run.id).certificate is None
    lifted(world.acme, hold)
    done = finished(world.acme.id, run)
    assert is_gone(world.acme, talk)
    assert done.counts["conversation"] == 2


def test_without_the_hold_the_thread_would_have_gone(world: World) -> None:
    talk = told(world.acme, "parcel")
    lifted(world.acme, held(world.acme, talk, [talk.id]))
    finished(world.acme.id, begun(world.acme, talk))
    assert is_gone(world.acme, talk)


def test_who_may_and_what_it_takes(world: World) -> None:
    talk, foreign = told(world.acme, "parcel"), told(world.globex, "letter")
    for wrong in (
        {"reason": "  "},
        {"kind": "because"},
        {"review_on": soon(-1)},
        {"review_on": soon(400)},
    ):
        with pytest.raises(Invalid):
            held(world.acme, talk, **wrong)
    with pytest.raises(NotFound):
        held(world.acme, talk, [foreign.id])
    with workspace_scope(world.acme.id):
        common: dict[str, Any] = {"kind": "authority", "reason": "Order 7", "review_on": soon()}
        for actor in (world.acme.ada.actor, world.acme.iris.actor, US):
            with pytest.raises(NotAllowed):
                commands.place_hold(actor=actor, subjects=[talk.subject_id], **common)
        for nobody in (foreign.subject_id, new_id()):
            with pytest.raises(NotFound):
                commands.place_hold(actor=world.acme.vera.actor, subjects=[nobody], **common)
        assert not Hold.objects.exists()
        assert not LedgerEntry.objects.filter(kind="hold.placed").exists()


def test_a_second_person_approves_and_somebody_looks_again(world: World) -> None:
    hold = held(world.acme, told(world.acme, "parcel"))
    vera, noor = world.acme.vera.actor, world.acme.noor.actor
    with workspace_scope(world.acme.id):
        assert queries.to_review(vera) == 1
        with pytest.raises(Conflict):
            commands.approve_hold(actor=vera, hold=hold)
        commands.approve_hold(actor=noor, hold=hold)
        with pytest.raises(AlreadySo):
            commands.approve_hold(actor=noor, hold=hold)
        assert queries.to_review(vera) == 0
        Hold.objects.filter(id=hold.id).update(review_on=soon(0))
        assert queries.to_review(vera) == 1
        commands.put_off_review(actor=noor, hold=hold, review_on=soon(60))
        assert queries.to_review(vera) == 0
        commands.lift_hold(actor=noor, hold=hold)
        for act in (commands.lift_hold, commands.approve_hold):
            with pytest.raises(Conflict):
                act(actor=noor, hold=hold)
        assert [one.id for one in queries.lifted_holds(vera, 5)] == [hold.id]


def test_somebody_else_is_erased_while_one_is_held(world: World) -> None:
    held(world.acme, told(world.acme, "parcel"))
    with workspace_scope(world.acme.id):
        other = make_contact(actor=US, name="Otto")
        run = erasure.erase(actor=world.acme.vera.actor, subjects=[other.subject_id])
    finished(world.acme.id, run)
    with workspace_scope(world.acme.id):
        assert removing.left(person_of(subjects=[other.subject_id]), "erase") == []
        assert SubjectKey.objects.filter(id=other.subject_id, wrapped__isnull=True).exists()


def entries(house: House, kind: str) -> list[Entry]:
    return [one for one in Chain(house.id).entries() if one.kind == kind]


def test_after_a_restore_it_stands_again_and_the_rest_goes_again(world: World) -> None:
    """The older data knows neither the hold nor the erasure that it keeps from its end."""
    talk = told(world.acme, "parcel")
    hold = held(world.acme, talk, [talk.id])
    run = begun(world.acme, talk)
    running.finish(world.acme.id, run.id)
    with workspace_scope(world.acme.id):
        for model in (HoldThread, HoldSubject, HoldAddress, Hold):
            model.objects.filter(**{"id" if model is Hold else "hold_id": hold.id}).delete()
        ErasureSubject.objects.filter(run=run).delete()
        ErasureRun.objects.filter(id=run.id).delete()
        keyring.release([talk.subject_id])
        contact: Contact = Contact.objects.find(id=talk.contact_id)
        contact.name = "Max"
        contact.save(update_fields=["name"])
        claim_email(actor=US, contact=contact, address="max@mail.example")
        assert holding_again.stand(entries(world.acme, "hold.placed")) == ["1 holds"]
        holding_again.again(entries(world.acme, "hold.placed"))
        holding_again.again(entries(world.acme, "hold.placed"))
        again: Hold = Hold.objects.find(id=hold.id)
        assert (again.reason, again.kind, again.review_on) == ("", hold.kind, hold.review_on)
        assert not again.whole
        for _ in range(2):
            erasing_again.again(entries(world.acme, "erasure"))
        assert erasing_again.look(entries(world.acme, "erasure")) == []
        with pytest.raises(Restricted):
            _ = Message.objects.get(conversation=talk).body
        with doors.opened_wide("exception"):
            assert Message.objects.get(conversation=talk).body == "About the parcel"
            assert Contact.objects.find(id=contact.id).name == ""
        assert not Identity.objects.filter(contact=contact).exists()
    assert state(world.acme, run) == "held keys"
    with workspace_scope(world.acme.id):
        ledger.append("hold.released", facts={"hold": str(hold.id)})
        holding_again.lifted(entries(world.acme, "hold.released"))
        assert erasing_again.look(entries(world.acme, "erasure")) != [], "now nothing keeps it"
    finished(world.acme.id, run)
    assert is_gone(world.acme, talk)


def test_what_is_held_of_the_erased_is_a_banner_and_read_on_record_alone(world: World) -> None:
    house, word = world.acme, Markers().word("held")
    talk, other = told(house, word), told(house, "letter")
    hold = held(house, talk, [talk.id])
    assert all(word in text for text in reads(house, talk, word).values()), "it would be seen"
    run = begun(house, talk)
    running.finish(house.id, run.id)
    assert state(house, run) == "held keys"
    after = reads(house, talk, word)
    assert not [path for path, text in after.items() if word in text]
    assert '"restricted": true' in after[f"/conversations/{talk.id}"]
    page = program(house).get(f"/api/v1/contacts/{talk.contact_id}/page").json()
    assert page["privacy"]["restricted"] == "a hold"
    with pytest.raises(Restricted):
        house.say(house.ada.actor, talk, "Hello?")
    assert "letter" in reads(house, other, "letter")["/contacts"], "nobody else is hidden"
    look = f"/desk/{house.slug}/privacy/holds/{hold.id}/look/"
    assert signed_in(house.ada).post(look).status_code == 403
    with workspace_scope(house.id):
        assert not AuditRecord.objects.filter(action="hold.looked").exists()
    assert f"About the {word}" in signed_in(house.noor).post(look).content.decode()
    with workspace_scope(house.id):
        assert AuditRecord.objects.get(action="hold.looked").object_id == hold.id
    assert not [path for path, text in reads(house, talk, word).items() if word in text], "shut again"
    lifted(house, hold)
    assert signed_in(house.noor).post(look).status_code == 302, "there is nothing to be read any more"
    running.finish(house.id, run.id)  # certified when the program that read them has confirmed it
    assert is_gone(house, talk)


def test_a_restriction_that_ends_does_not_bring_back_what_is_held(world: World) -> None:
    house = world.acme
    talk = told(house, "parcel")
    row = placed(house, talk)
    with workspace_scope(house.id):
        RightsRequest.objects.filter(id=row.case_id).update(state="delivered")
    held(house, talk, [talk.id])
    run = begun(house, talk)
    running.finish(house.id, run.id)
    assert state(house, run) == "held keys"
    free(house, row)
    with workspace_scope(house.id), pytest.raises(Restricted):
        _ = Message.objects.get(conversation=talk, seq=1).body
