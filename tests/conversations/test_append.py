"""Messages are stored once, in order, and move their conversation."""

from uuid import uuid4

import pytest

from ictdesk.desk.conversations import commands, queries
from ictdesk.desk.conversations.models import Conversation, Message
from ictdesk.desk.people import commands as people
from ictdesk.kernel.errors import ClientIdConflict, NotAllowed
from ictdesk.kernel.tenancy import workspace_scope
from tests.world import US, World


def test_a_repeat_gets_the_first_answer_and_stores_nothing(world: World) -> None:
    conversation, client_id = world.acme.talk("Hello"), uuid4()
    answers = []
    for _ in range(2):
        with workspace_scope(world.acme.id):
            answers.append(
                commands.reply(
                    actor=world.acme.ada.actor, conversation=conversation, client_id=client_id, text="Hi"
                )
            )
    assert [answer.outcome for answer in answers] == ["stored", "repeat"]
    assert answers[0].id == answers[1].id
    assert answers[0].seq == answers[1].seq == 2
    assert world.acme.bodies(conversation) == ["Hello", "Hi"]


def test_the_same_id_with_another_text_is_a_conflict(world: World) -> None:
    conversation, client_id = world.acme.talk("Hello"), uuid4()
    with workspace_scope(world.acme.id):
        commands.reply(actor=world.acme.ada.actor, conversation=conversation, client_id=client_id, text="Hi")
    with pytest.raises(ClientIdConflict), workspace_scope(world.acme.id):
        commands.reply(actor=world.acme.ada.actor, conversation=conversation, client_id=client_id, text="Ho")
    assert world.acme.bodies(conversation) == ["Hello", "Hi"]


def test_the_same_id_as_a_note_is_a_conflict_and_shows_nothing(world: World) -> None:
    conversation, client_id = world.acme.talk("Hello"), uuid4()
    with workspace_scope(world.acme.id):
        commands.note(actor=world.acme.ada.actor, conversation=conversation, client_id=client_id, text="Hi")
    with pytest.raises(ClientIdConflict), workspace_scope(world.acme.id):
        commands.reply(actor=world.acme.ada.actor, conversation=conversation, client_id=client_id, text="Hi")


def test_notes_leave_no_hole_in_what_the_visitor_counts(world: World) -> None:
    conversation = world.acme.talk("one")
    world.acme.say(world.acme.ada.actor, conversation, "secret", note=True)
    world.acme.say(world.acme.ada.actor, conversation, "two")
    with workspace_scope(world.acme.id):
        rows = list(
            Message.objects.filter(conversation=conversation).order_by("seq").values_list("seq", "public_seq")
        )
        fresh = Conversation.objects.find(id=conversation.id)
    assert rows == [(1, 1), (2, None), (3, 2)]
    assert (fresh.last_seq, fresh.last_public_seq, fresh.version, fresh.visitor_version) == (3, 2, 3, 2)


def test_waiting_begins_with_the_visitor_and_ends_with_an_answer(world: World) -> None:
    conversation = world.acme.talk("one", "two")
    with workspace_scope(world.acme.id):
        first = Message.objects.get(conversation=conversation, seq=1)
        waiting = Conversation.objects.find(id=conversation.id)
    assert waiting.waiting_since == first.created_at
    world.acme.say(world.acme.ada.actor, conversation, "a note does not answer", note=True)
    with workspace_scope(world.acme.id):
        assert Conversation.objects.find(id=conversation.id).waiting_since == first.created_at
    answer = world.acme.say(world.acme.ada.actor, conversation, "an answer")
    with workspace_scope(world.acme.id):
        answered = Conversation.objects.find(id=conversation.id)
    assert answered.waiting_since is None
    assert answered.first_response_at == answer.at


def test_a_message_to_a_solved_conversation_reopens_it(world: World) -> None:
    guest = world.acme.guest()
    conversation = world.acme.write(guest, "Hello")
    with workspace_scope(world.acme.id):
        commands.solve(actor=world.acme.ada.actor, conversation=conversation)
        assert Conversation.objects.find(id=conversation.id).category == "solved"
    world.acme.write(guest, "One more thing")
    with workspace_scope(world.acme.id):
        shown = queries.conversation_shown(actor=US, conversation_id=conversation.id)
    assert shown["status"]["category"] == "open"


def test_who_was_dismissed_writes_no_more(world: World) -> None:
    conversation = world.acme.talk("Hello")
    assert world.acme.say(world.acme.grace.actor, conversation, "while in office").outcome == "stored"
    with workspace_scope(world.acme.id):
        people.deactivate_member(actor=world.acme.vera.actor, member=world.acme.grace.row)
    with pytest.raises(NotAllowed):
        world.acme.say(world.acme.grace.actor, conversation, "after")
    assert world.acme.bodies(conversation) == ["Hello", "while in office"]


def test_a_withdrawn_session_writes_no_more(world: World) -> None:
    guest = world.acme.guest()
    conversation = world.acme.write(guest, "Hello")
    with workspace_scope(world.acme.id):
        commands.end_session(actor=guest.actor, session=guest.session)
    with pytest.raises(NotAllowed):
        world.acme.write(guest, "after")
    assert world.acme.bodies(conversation) == ["Hello"]
