"""What a message says wrong is put right beside it: seen by whoever sees the message, and gone with the person."""

from typing import Any
from uuid import UUID

import pytest

from ictdesk.desk.conversations import commands, queries
from ictdesk.desk.conversations.models import Conversation, Message, MessageCorrection
from ictdesk.desk.mail import commands as mails
from ictdesk.desk.mail import transcript_letter
from ictdesk.kernel.audit.models import AuditRecord
from ictdesk.kernel.errors import Conflict, Gone, Invalid, NotAllowed
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.vault import keyring
from ictdesk.privacy.ledger import replay
from ictdesk.privacy.ledger.chain import Chain
from tests.privacy import bundles
from tests.privacy.erased import begun, finished, is_gone
from tests.world import US, House, World

RIGHT = "The debt was paid in May"


def first(house: House, talk: Conversation) -> Message:
    found: Message = Message.objects.filter(conversation=talk).order_by("seq")[0]
    return found


def corrected(house: House, talk: Conversation, text: str = RIGHT) -> MessageCorrection:
    with workspace_scope(house.id):
        return commands.correct_message(actor=house.ada.actor, message=first(house, talk), text=text)


def shown(house: House, talk: Conversation) -> Any:
    with workspace_scope(house.id):
        return queries.messages_page(actor=house.ada.actor, conversation_id=talk.id)["items"][0]


def test_what_was_said_stays_and_what_is_right_stands_beside_it(world: World) -> None:
    acme = world.acme
    talk = bundles.talk(acme, "I owe you 40")
    row = corrected(acme, talk)
    message = shown(acme, talk)
    assert (message["body"], message["edited_at"]) == ("I owe you 40", None)
    assert [(one["text"], one["by"]) for one in message["corrections"]] == [(RIGHT, str(acme.ada.row.id))]
    with workspace_scope(acme.id):
        commands.remove_correction(actor=acme.noor.actor, correction=row)
        acts = AuditRecord.objects.filter(object_id=row.message_id).order_by("at", "id")
        assert [one.action for one in acts] == ["message.correct", "message.uncorrect"]
    assert shown(acme, talk)["corrections"] == []


def test_what_is_refused_changes_nothing(world: World) -> None:
    acme = world.acme
    talk = bundles.talk(acme, "I owe you 40")
    with workspace_scope(acme.id):
        message = first(acme, talk)
        tries: list[tuple[Any, str, type[Exception]]] = [
            (acme.iris.actor, RIGHT, NotAllowed),
            (acme.ada.actor, "  ", Invalid),
        ]
        for actor, text, error in tries:
            with pytest.raises(error):
                commands.correct_message(actor=actor, message=message, text=text)
        before = Chain(acme.id).head()
        for _ in range(20):
            commands.correct_message(actor=acme.ada.actor, message=message, text=RIGHT)
        with pytest.raises(Conflict):
            commands.correct_message(actor=acme.ada.actor, message=message, text=RIGHT)
        assert Chain(acme.id).head()[0] == before[0] + 20
        answer = acme.say(acme.ada.actor, talk, "You owe us 40")
        own = Message.objects.get(id=answer.id)
        commands.correct_message(actor=acme.ada.actor, message=own, text=RIGHT)
        commands.delete_message(actor=acme.ada.actor, message=own)
        assert not MessageCorrection.objects.filter(message=own).exists()
        with pytest.raises(Gone):
            commands.correct_message(actor=acme.ada.actor, message=own, text=RIGHT)


def test_it_goes_with_the_person(world: World) -> None:
    acme = world.acme
    talk = bundles.talk(acme, "I owe you 40")
    row = corrected(acme, talk)
    finished(acme.id, begun(acme, talk))
    assert is_gone(acme, talk)
    with workspace_scope(acme.id):
        assert not MessageCorrection.objects.filter(id=row.id).exists()
    other = corrected(acme, bundles.talk(acme, "I owe you 40", email="bea@mail.example"))
    with workspace_scope(acme.id):
        keyring.destroy(other.subject_id)
        fresh = MessageCorrection.objects.get(id=other.id)
        with pytest.raises(keyring.Erased):
            fresh.text  # noqa: B018 - it is opened when it is read


def test_it_is_in_the_archive_at_its_message(world: World) -> None:
    acme = world.acme
    talk = bundles.talk(acme, "I owe you 40")
    corrected(acme, talk)
    _, archive = bundles.whole(acme, [talk.subject_id])
    (row,) = bundles.rows(archive, "message_correction")
    assert row["text"] == RIGHT
    page = archive.read("conversations/00001.html").decode()
    assert page.index("I owe you 40") < page.index(RIGHT)
    _, portable = bundles.whole(acme, [talk.subject_id], "portability")
    assert RIGHT not in bundles.text_of(portable), "the team wrote it: it is not what they provided"


def test_a_transcript_says_it_too(world: World) -> None:
    acme = world.acme
    talk = bundles.talk(acme, "I owe you 40")
    corrected(acme, talk)
    with workspace_scope(acme.id):
        row = mails.ask_transcript(actor=US, conversation=talk)
        body = transcript_letter.compose(row).body  # type: ignore[union-attr]
    assert f"I owe you 40\nCorrected: {RIGHT}" in body


def test_a_split_takes_it_along(world: World) -> None:
    acme = world.acme
    talk = bundles.talk(acme, "I owe you 40")
    corrected(acme, talk)
    with workspace_scope(acme.id):
        ticket = commands.split(actor=acme.vera.actor, message=first(acme, talk))
    assert [one["text"] for one in shown(acme, ticket)["corrections"]] == [RIGHT]


def test_after_a_restore_the_office_reads_where_it_stood(world: World) -> None:
    """The words are in no ledger; the place is."""
    acme = world.acme
    talk = bundles.talk(acme, "I owe you 40")
    row = corrected(acme, talk)
    (entry,) = Chain(acme.id).entries()
    assert entry.kind == "rectification"
    assert entry.facts == {"table": "message", "row": str(row.message_id), "column": "body"}
    with workspace_scope(acme.id):
        replay._doings["rectification"]([entry])
        again: Any = AuditRecord.objects.get(action="rights.correct_again")
    assert (again.object_kind, again.object_id) == ("message", UUID(str(row.message_id)))
