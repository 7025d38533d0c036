"""Splitting a conversation in two."""

import io
from uuid import UUID, uuid4

import pytest

from ictdesk.desk.conversations import commands, queries, reading, relations
from ictdesk.desk.conversations.models import (
    Attachment,
    Conversation,
    Message,
    VisitorSession,
)
from ictdesk.desk.conversations.shapes import MessageForAgent
from ictdesk.kernel.blobs import store
from ictdesk.kernel.blobs.models import Blob
from ictdesk.kernel.errors import Invalid
from ictdesk.kernel.tenancy import workspace_scope
from tests.world import US, House, World


def kinds(house: House, one: Conversation) -> list[tuple[str, str]]:
    with workspace_scope(house.id):
        return [(row["kind"], row["other"]["id"]) for row in relations.relations_of(one)["links"]]


def said(house: House, id_: UUID) -> list[MessageForAgent]:
    with workspace_scope(house.id):
        return queries.messages_page(actor=US, conversation_id=id_)["items"]


def split(house: House, message: UUID, subject: str = "") -> Conversation:
    with workspace_scope(house.id):
        return commands.split(
            actor=house.ada.actor, message=Message.objects.find(id=message), subject=subject
        )


def test_split_says_again_who_said_what_and_when(world: World) -> None:
    acme, guest = world.acme, world.acme.guest()
    chat = acme.write(guest, "My kettle leaks", name="Max")
    acme.say(acme.grace.actor, chat, "Which one?")
    acme.write(guest, "The blue one. And my parcel is lost")
    acme.say(acme.ada.actor, chat, "Ask the shop", note=True)
    before = said(acme, chat.id)
    made = split(acme, UUID(before[1]["id"]), "A lost parcel")
    copies = said(acme, made.id)
    assert [
        (one["author"]["kind"], one["author"]["name"], one["kind"], one["body"], one["at"])
        for one in copies[:3]
    ] == [
        (one["author"]["kind"], one["author"]["name"], one["kind"], one["body"], one["at"])
        for one in before[1:]
    ]
    assert [one["body"] for one in copies[3:]] == ["Split from another conversation of the same contact."]
    assert said(acme, chat.id)[:4] == before
    with workspace_scope(acme.id):
        (row,) = reading.conversations_shown([made.id])
    assert (row["subject"], row["contact"]["id"]) == ("A lost parcel", str(chat.contact_id))
    assert (row["last_public_seq"], row["waiting_since"]) == (2, before[2]["at"])
    assert kinds(acme, chat) == [("related", str(made.id))]


def test_the_right_to_write_ends_with_the_split(world: World) -> None:
    acme, guest = world.acme, world.acme.guest()
    chat = acme.write(guest, "My kettle leaks")
    made = split(acme, UUID(said(acme, chat.id)[0]["id"]))
    with workspace_scope(acme.id):
        open_ones = VisitorSession.objects.filter(conversation=made, revoked_at=None)
        assert not open_ones.exists()
        assert VisitorSession.objects.get(id=guest.session.id).conversation_id == chat.id


def test_a_file_of_a_split_is_a_file_of_its_own(world: World) -> None:
    acme = world.acme
    chat = acme.talk("My kettle leaks")
    with workspace_scope(acme.id):
        file = commands.upload(
            actor=acme.ada.actor, home=chat, stream=io.BytesIO(b"%PDF-1.7\n"), name="map.pdf"
        )
        done = commands.reply(
            actor=acme.ada.actor, conversation=chat, client_id=uuid4(), text="See", attachments=[file.id]
        )
    made = split(acme, done.id)
    with workspace_scope(acme.id):
        commands.delete_message(actor=acme.ada.actor, message=Message.objects.find(id=done.id))
        copy = Attachment.objects.get(conversation=made)
        assert (copy.name, b"".join(store.read(Blob.objects.find(id=copy.blob_id)))) == (
            "map.pdf",
            b"%PDF-1.7\n",
        )


def test_split_at_what_is_gone_or_was_said_by_the_desk(world: World) -> None:
    acme = world.acme
    chat = acme.talk("My kettle leaks")
    answer, by_us = acme.say(acme.ada.actor, chat, "Which one?"), acme.say(US, chat, "We are closed")
    with workspace_scope(acme.id):
        commands.delete_message(actor=acme.ada.actor, message=Message.objects.find(id=answer.id))
    for message in (answer, by_us):
        with pytest.raises(Invalid):
            split(acme, message.id)
    with workspace_scope(acme.id):
        assert Conversation.objects.count() == 1
