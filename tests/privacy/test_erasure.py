"""Erasure: what goes and stays, in steps that resume, with a certificate at the end."""

import pytest
from django.core.files.storage import storages

from ictdesk.desk.contacts.models import Contact
from ictdesk.desk.conversations.models import Conversation, Message, SearchToken, VisitorSession
from ictdesk.kernel.blobs.models import Blob
from ictdesk.kernel.datamap.persons import person_of
from ictdesk.kernel.errors import AlreadySo, NotAllowed, NotFound
from ictdesk.kernel.ids import new_id
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.vault.models import SubjectKey
from ictdesk.privacy.erasure import commands, planning, removing, running
from ictdesk.privacy.erasure.models import ErasureRun
from tests.forensics.test_destroyed import told
from tests.privacy.erased import begun, finished, is_gone
from tests.world import World


def test_the_plan_counts_what_goes_and_says_what_stays(world: World) -> None:
    talk = told(world.acme, "parcel")
    with workspace_scope(world.acme.id):
        plan = planning.plan(person_of(subjects=[talk.subject_id]), "erase")
    assert {
        "contact": 1,
        "conversation": 1,
        "message": 1,
        "attachment": 1,
        "blob": 1,
    }.items() <= plan.goes.items()
    assert {"event", "subject_key"} <= {line.table for line in plan.stays}
    assert all(line.fate.why for line in plan.stays)
    assert not plan.held
    assert plan.bytes > 0


@pytest.mark.parametrize("mode", ["erase", "statistics"])
def test_nothing_of_them_is_left_and_others_are_left_alone(world: World, mode: str) -> None:
    talk, other = told(world.acme, "parcel"), told(world.acme, "letter")
    with workspace_scope(world.acme.id):
        names = list(Blob.objects.filter(subject_id=talk.subject_id).values_list("storage_name", flat=True))
    assert names
    assert all(storages["blobs"].exists(name) for name in names)
    run = finished(world.acme.id, begun(world.acme, talk, mode=mode))
    assert is_gone(world.acme, talk, mode)
    assert not any(storages["blobs"].exists(name) for name in names)
    assert run.counts["message"] == run.counts["blob"] == 1
    assert run.keys == 1
    with workspace_scope(world.acme.id):
        assert Message.objects.get(conversation=other).body == "About the letter"
        assert SearchToken.objects.filter(conversation_id=other.id).exists()


def test_for_statistics_times_and_states_stay(world: World) -> None:
    talk = told(world.acme, "parcel")
    finished(world.acme.id, begun(world.acme, talk, mode="statistics"))
    with workspace_scope(world.acme.id):
        kept: Conversation = Conversation.objects.find(id=talk.id)
        assert (kept.created_at, kept.status_id, kept.last_seq) == (talk.created_at, talk.status_id, 1)
        assert kept.contact_id != talk.contact_id
        assert not SubjectKey.objects.filter(id=kept.subject_id, wrapped__isnull=False).exists()
        assert not person_of(subjects=[talk.subject_id]).contacts
    second = told(world.acme, "letter")
    finished(world.acme.id, begun(world.acme, second, mode="statistics"))
    with workspace_scope(world.acme.id):
        assert Conversation.objects.find(id=second.id).contact_id == kept.contact_id, (
            "two cannot be told apart"
        )


@pytest.mark.parametrize("mode", ["erase", "statistics"])
def test_killed_between_any_two_steps_it_goes_on(
    world: World, monkeypatch: pytest.MonkeyPatch, mode: str
) -> None:
    """Each transaction is followed by a death: whoever comes next knows only what was committed."""
    monkeypatch.setattr(removing, "BATCH", 1)
    talk = told(world.acme, "parcel")
    run = begun(world.acme, talk, mode=mode)
    steps = 0
    while running.advance(world.acme.id, run.id):
        steps += 1
        with workspace_scope(world.acme.id):
            assert ErasureRun.objects.find(id=run.id).certificate is None
    assert steps > 10
    finished(world.acme.id, run)
    assert is_gone(world.acme, talk, mode)


def test_the_right_to_write_ends_with_the_first_step(world: World) -> None:
    talk = world.acme.talk("Hello", name="Max")
    run = begun(world.acme, talk)
    assert running.advance(world.acme.id, run.id)
    with workspace_scope(world.acme.id):
        assert not VisitorSession.objects.filter(conversation=talk, revoked_at__isnull=True).exists()


def test_who_may_and_once_at_a_time(world: World) -> None:
    talk = world.acme.talk("Hello", name="Max")
    with workspace_scope(world.acme.id):
        for person in (world.acme.ada, world.acme.iris):
            with pytest.raises(NotAllowed):
                commands.erase(actor=person.actor, subjects=[talk.subject_id])
        with pytest.raises(NotFound):
            commands.erase(actor=world.acme.vera.actor, subjects=[new_id()])
        commands.erase(actor=world.acme.noor.actor, subjects=[talk.subject_id])
        with pytest.raises(AlreadySo):
            commands.erase(actor=world.acme.vera.actor, subjects=[talk.subject_id])
        assert Contact.objects.filter(id=talk.contact_id).exists(), "a job does it"


def test_the_certificate_waits_for_keys_in_memory(world: World) -> None:
    """No process uses a key for longer than ten minutes after it was read: until then nothing is certified."""
    run = begun(world.acme, world.acme.talk("Hello", name="Max"))
    for _ in range(2):
        running.finish(world.acme.id, run.id)
        with workspace_scope(world.acme.id):
            waiting: ErasureRun = ErasureRun.objects.find(id=run.id)
        assert (waiting.state, waiting.certificate) == ("waiting", None)
    assert finished(world.acme.id, run).certificate is not None
