"""Answers that wait for their time: sent once, in the name of whoever wrote them, or called off."""

import io
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from ictdesk.desk.conversations import commands, postponed
from ictdesk.desk.conversations.models import Attachment, Conversation, Mention, ScheduledAnswer
from ictdesk.desk.people import commands as people
from ictdesk.kernel import clock
from ictdesk.kernel.errors import Invalid, NotAllowed, NotFound
from ictdesk.kernel.tenancy import workspace_scope
from tests.world import US, House, World


@pytest.fixture
def acme(world: World) -> House:
    return world.acme


def schedule(
    house: House, talk: Conversation, text: str = "Has it come?", files: list[UUID] | None = None
) -> ScheduledAnswer:
    with workspace_scope(house.id):
        return commands.schedule(
            actor=house.ada.actor,
            conversation=talk,
            client_id=uuid4(),
            text=text,
            due_at=clock.now() + timedelta(hours=1),
            attachments=files or [],
        )


def come(house: House, answer: ScheduledAnswer) -> int:
    """Its time has come."""
    with workspace_scope(house.id):
        ScheduledAnswer.objects.filter(id=answer.id).update(due_at=clock.now())
        return commands.send_scheduled(actor=US)


def test_it_goes_out_once_with_its_files(acme: House) -> None:
    talk = acme.talk("Where is it?")
    with workspace_scope(acme.id):
        file = commands.upload(
            actor=acme.ada.actor, home=talk, stream=io.BytesIO(b"a label"), name="label.txt"
        )
    answer = schedule(acme, talk, files=[file.id])
    with workspace_scope(acme.id):
        Attachment.objects.filter(id=file.id).update(created_at=clock.now() - timedelta(days=3))
        assert commands.drop_unreferenced(actor=US) == 0, "a file that waits is not swept away"
        assert commands.send_scheduled(actor=US) == 0, "its time has not come"
        assert [one["body"] for one in postponed.waiting_in(talk)] == ["Has it come?"]

    assert acme.bodies(talk) == ["Where is it?"]
    assert come(acme, answer) == 1
    assert acme.bodies(talk) == ["Where is it?", "Has it come?"]
    with workspace_scope(acme.id):
        assert commands.send_scheduled(actor=US) == 0
        assert Attachment.objects.get(id=file.id).message_id is not None
        assert not ScheduledAnswer.objects.exists()


def test_the_writer_is_told_when_the_customer_wrote_meanwhile(acme: House) -> None:
    guest = acme.guest()
    talk = acme.write(guest, "Where is it?")
    answer = schedule(acme, talk)
    acme.write(guest, "It has come!")

    come(acme, answer)

    assert acme.bodies(talk)[2] == "Has it come?"
    assert acme.bodies(talk)[3].startswith("This answer was scheduled before")
    with workspace_scope(acme.id):
        assert Mention.objects.get(conversation=talk).member_id == acme.ada.row.id


def test_what_cannot_go_out_is_told_with_its_words(acme: House) -> None:
    talk = acme.talk("Where is it?")
    answer = schedule(acme, talk)
    with workspace_scope(acme.id):
        people.deactivate_member(actor=acme.vera.actor, member=acme.ada.row)

    come(acme, answer)

    notice = acme.bodies(talk)[-1]
    assert notice.startswith("This scheduled answer did not go out")
    assert notice.endswith("Has it come?")


def test_words_are_their_writers_and_the_time_is_the_teams(acme: House) -> None:
    talk = acme.talk("Where is it?")
    answer = schedule(acme, talk)
    later = clock.now() + timedelta(days=2)
    with workspace_scope(acme.id):
        with pytest.raises(NotAllowed):
            commands.change_scheduled(actor=acme.grace.actor, answer=answer, text="No")
        commands.change_scheduled(actor=acme.grace.actor, answer=answer, due_at=later)
        commands.change_scheduled(actor=acme.ada.actor, answer=answer, text="Well?")
        (shown,) = postponed.waiting_in(talk)
        assert shown["body"] == "Well?"
        assert ScheduledAnswer.objects.get().due_at == later
        commands.call_off(actor=acme.grace.actor, answer=answer)
        assert not ScheduledAnswer.objects.exists()
        with pytest.raises(NotFound):
            commands.call_off(actor=acme.ada.actor, answer=answer)


@pytest.mark.parametrize("hours", [-1, 24 * 400])
def test_a_time_that_cannot_be_changes_nothing(acme: House, hours: int) -> None:
    talk = acme.talk("Where is it?")
    with workspace_scope(acme.id), pytest.raises(Invalid):
        commands.schedule(
            actor=acme.ada.actor,
            conversation=talk,
            client_id=uuid4(),
            text="Hello",
            due_at=clock.now() + timedelta(hours=hours),
        )
    with workspace_scope(acme.id):
        assert not ScheduledAnswer.objects.exists()


def test_a_repeat_is_the_first_one(acme: House) -> None:
    talk, client_id = acme.talk("Where is it?"), uuid4()
    due = clock.now() + timedelta(hours=1)
    with workspace_scope(acme.id):
        made = [
            commands.schedule(
                actor=acme.ada.actor, conversation=talk, client_id=client_id, text="Hello", due_at=due
            )
            for _ in range(2)
        ]
        assert made[0].id == made[1].id
