"""Who got a person's data is read from what was sent, and each of them is told (Art. 15(1)(c), 19 GDPR)."""

import json
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from ictdesk.desk.contacts.models import Contact, Identity
from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.mail import commands as mails
from ictdesk.desk.people import commands as people
from ictdesk.kernel import clock
from ictdesk.kernel.datamap.persons import Person, person_of
from ictdesk.kernel.errors import AlreadySo, Conflict, Invalid, NotAllowed, NotFound
from ictdesk.kernel.recipients import recipients
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.privacy.erasure import commands as erasures
from ictdesk.privacy.erasure import running
from ictdesk.privacy.erasure.models import ErasureRun
from ictdesk.privacy.erasure.repeating import again
from ictdesk.privacy.ledger.chain import Chain
from ictdesk.privacy.ledger.entries import Entry
from ictdesk.privacy.recipients import commands, jobs, reads, repeating, words
from ictdesk.privacy.recipients.models import ProgramRead, RecipientNotice, RecipientNoticeSubject
from ictdesk.privacy.rectification import commands as correcting
from ictdesk.privacy.rectification.places import Place
from ictdesk.privacy.restriction import commands as restricting
from tests.kernel.queue_of import jobs as queued
from tests.mail.desk import MailDesk
from tests.mail.listener import Sink, plain
from tests.privacy import bundles

LEA = "lea@mail.example"


@pytest.fixture
def thread(desk: MailDesk, sink: Sink) -> Conversation:
    """Max was answered with Lea in copy; a program read him, and a court got his letters."""
    desk.write()
    found = desk.conversations()[0]
    house = desk.house
    with workspace_scope(house.id):
        mails.add_participant(actor=house.ada.actor, conversation=found, address=LEA, name="Lea")
        key, _ = people.make_api_key(actor=house.vera.actor, name="Shop", scopes=["contacts:read"])
        reads.note(key.id, [found.contact_id])
        commands.note_disclosure(
            actor=house.noor.actor,
            subjects=[found.subject_id],
            group="authority",
            name="District court",
            given_on=date(2026, 1, 2),
        )
    house.say(house.ada.actor, found, "It comes on Friday.")
    desk.send_all()
    sink.mails.clear()
    return found


def max_(thread: Conversation) -> Person:
    return person_of(subjects=[thread.subject_id])


def notices(desk: MailDesk) -> dict[str, RecipientNotice]:
    with workspace_scope(desk.house.id):
        return {one.kind: one for one in RecipientNotice.objects.order_by("made_at")}


def tell(desk: MailDesk) -> None:
    """What the worker does."""
    for one in notices(desk).values():
        jobs.tell(str(desk.house.id), str(one.id))


def erased(desk: MailDesk, thread: Conversation) -> ErasureRun:
    """As far as it comes."""
    house = desk.house
    with workspace_scope(house.id):
        run = erasures.erase(actor=house.vera.actor, subjects=[thread.subject_id])
    running.finish(house.id, run.id)
    with workspace_scope(house.id):
        run = ErasureRun.objects.find(id=run.id)
        assert run.keys_gone_at is not None
        ErasureRun.objects.filter(id=run.id).update(keys_gone_at=run.started_at.replace(year=2020))
    return on(desk, run)


def on(desk: MailDesk, run: ErasureRun) -> ErasureRun:
    running.finish(desk.house.id, run.id)
    with workspace_scope(desk.house.id):
        found: ErasureRun = ErasureRun.objects.find(id=run.id)
    return found


def entries(desk: MailDesk, kind: str) -> list[Entry]:
    return [one for one in Chain(desk.house.id).entries() if one.kind == kind]


def test_they_are_read_from_what_was_sent(desk: MailDesk, thread: Conversation) -> None:
    with workspace_scope(desk.house.id):
        found = {one.kind: one for one in recipients(max_(thread))}
        assert {kind: one.name for kind, one in found.items() if kind != "inside"} == {
            "carrier": "smtp",
            "copy": "Lea",
            "program": "The program Shop",
            "noted": "District court",
        }
        hers = [one.kind for one in recipients(person_of(contacts=[UUID(found["copy"].key)]))]
    assert hers == ["inside"], "she wrote nothing that went to anybody"


def test_somebody_whom_nothing_was_sent_about_has_no_recipients(desk: MailDesk) -> None:
    desk.write()
    with workspace_scope(desk.house.id):
        found = recipients(max_(desk.conversations()[0]))
    assert [one.kind for one in found] == ["inside"]


def test_each_is_told_before_an_erasure_is_certified(
    desk: MailDesk, sink: Sink, thread: Conversation
) -> None:
    run = erased(desk, thread)
    assert (run.state, run.step, run.certificate) == ("waiting", "tell", None)
    assert sink.mails == []
    tell(desk)
    (mail,) = sink.mails
    assert mail["To"] == LEA
    said = plain(mail)
    assert "erase" in said
    assert not [word for word in ("Max", "max@", "parcel", "Friday") if word in said]
    tell(desk)
    assert len(sink.mails) == 1, "nobody is told twice"
    assert on(desk, run).certificate is None, "the court and the shop were not told"
    found = notices(desk)
    assert {kind: (one.state, one.reason) for kind, one in found.items()} == {
        "carrier": ("unable", "carrier"),
        "copy": ("told", ""),
        "program": ("to_tell", ""),
        "noted": ("to_tell", ""),
    }
    noor = desk.house.noor.actor
    with workspace_scope(desk.house.id):
        commands.settle_notice(actor=noor, notice=found["noted"], state="unable", reason="disproportionate")
        commands.confirm_notice(actor=noor, notice=found["program"])
    done = on(desk, run)
    assert done.state == "done"
    assert done.certificate is not None
    assert done.certificate["format"] == "ictdesk/erasure-certificate/2"
    assert {(one["kind"], one["state"], one["reason"]) for one in done.certificate["recipients"]} == {
        ("carrier", "unable", "carrier"),
        ("copy", "told", None),
        ("noted", "unable", "disproportionate"),
        ("program", "confirmed", None),
    }
    assert all(one["at"] for one in done.certificate["recipients"])
    assert not [word for word in ("Lea", LEA, "court", "Shop") if word in json.dumps(done.certificate)]


def test_a_program_that_never_asks_keeps_no_certificate_waiting(
    desk: MailDesk, sink: Sink, thread: Conversation
) -> None:
    """The leads are told by mail, and what asks late is told still."""
    run, house = erased(desk, thread), desk.house
    tell(desk)
    with workspace_scope(house.id):
        commands.settle_notice(
            actor=house.noor.actor, notice=notices(desk)["noted"], state="unable", reason="impossible"
        )
        jobs.give_up()
    assert on(desk, run).certificate is None, "it may still ask"
    sink.mails.clear()
    with workspace_scope(house.id):
        long_ago = clock.now() - timedelta(days=words.PROGRAM_DAYS)
        RecipientNotice.objects.filter(kind="program").update(due_at=long_ago)
        jobs.give_up()
        jobs.give_up()
    (warning,) = queued(house.id, "recipients.warn")
    jobs.warn(**warning["args"])
    (mail,) = sink.mails
    assert mail["To"] == house.noor.email
    assert "Shop" in plain(mail)
    assert "14 days" in plain(mail)
    done = on(desk, run)
    assert done.certificate is not None
    program = next(one for one in done.certificate["recipients"] if one["kind"] == "program")
    assert (program["state"], program["reason"]) == ("unable", "not_reached")
    with workspace_scope(house.id):
        commands.note_notice(actor=jobs.US, notice=notices(desk)["copy"], state="unable", reason="refused")
        commands.note_notice(actor=jobs.US, notice=notices(desk)["program"], state="told")
    assert [notices(desk)[kind].state for kind in ("copy", "program")] == ["told", "told"]


def test_what_was_told_outlives_an_erasure_and_a_restore(
    desk: MailDesk, sink: Sink, thread: Conversation
) -> None:
    """A backup from before the erasure knows of no notice: the ledger opens them again, and settles those that were."""
    erased(desk, thread)
    tell(desk)
    sink.mails.clear()
    with workspace_scope(desk.house.id):
        assert not Contact.objects.filter(id=thread.contact_id).exists()
        assert not ProgramRead.objects.exists()
        RecipientNoticeSubject.objects.all().delete()
        RecipientNotice.objects.all().delete()
        again(entries(desk, "erasure"))
        assert RecipientNotice.objects.filter(state="to_tell", due_at=None).count() == 3, "its run says when"
        ErasureRun.objects.all().update(state="done")
        RecipientNoticeSubject.objects.all().delete()
        RecipientNotice.objects.all().delete()
        again(entries(desk, "erasure"))
        assert RecipientNotice.objects.filter(state="to_tell", due_at__isnull=False).count() == 3
        repeating.settle_again(entries(desk, "notice"))
    assert notices(desk)["copy"].state == "told"
    tell(desk)
    assert sink.mails == []
    with workspace_scope(desk.house.id):
        again(entries(desk, "erasure"))
        assert RecipientNotice.objects.count() == 4


@pytest.mark.parametrize("kind", ["rectification", "restriction"])
def test_they_are_told_of_the_other_acts_too(
    desk: MailDesk, sink: Sink, thread: Conversation, kind: str
) -> None:
    house = desk.house
    case = bundles.case(house, [thread.subject_id], kind)
    with workspace_scope(house.id):
        if kind == "rectification":
            place = Place("contact", thread.contact_id, "name")
            correcting.correct(actor=house.noor.actor, request=case, place=place, value="Maximilian")
        else:
            restricting.restrict(actor=house.noor.actor, request=case, ground="accuracy")
    tell(desk)
    (mail,) = (one for one in sink.mails if one["To"] == LEA)
    assert "Max" not in plain(mail)
    assert ("corrected" if kind == "rectification" else "restricted") in plain(mail)
    assert {one.case_id for one in notices(desk).values()} == {case.id}


def test_whoever_is_out_of_reach_is_noted_with_the_reason(
    desk: MailDesk, sink: Sink, thread: Conversation
) -> None:
    with workspace_scope(desk.house.id):
        lea = next(one for one in recipients(max_(thread)) if one.kind == "copy")
        Identity.objects.filter(contact=lea.key).update(current=False)
    erased(desk, thread)
    tell(desk)
    assert (notices(desk)["copy"].state, notices(desk)["copy"].reason) == ("unable", "no_address")
    assert sink.mails == []


def test_what_is_refused_changes_nothing(desk: MailDesk, thread: Conversation) -> None:
    erased(desk, thread)
    house, found = desk.house, notices(desk)
    noted: Any = found["noted"]
    with workspace_scope(house.id):
        for state, reason in (("unable", ""), ("told", "impossible"), ("unable", "carrier"), ("gone", "")):
            with pytest.raises(Invalid):
                commands.settle_notice(actor=house.noor.actor, notice=noted, state=state, reason=reason)  # type: ignore[arg-type]
        with pytest.raises(NotAllowed):
            commands.settle_notice(actor=house.ada.actor, notice=noted, state="told")
        commands.confirm_notice(actor=house.noor.actor, notice=noted)
        with pytest.raises(AlreadySo):
            commands.confirm_notice(actor=house.noor.actor, notice=noted)
        with pytest.raises(Conflict):
            commands.settle_notice(actor=house.noor.actor, notice=noted, state="told")
        with pytest.raises(NotFound):
            commands.note_disclosure(
                actor=house.noor.actor,
                subjects=[thread.subject_id],
                group="authority",
                name="District court",
                given_on=date(2026, 1, 2),
            )
