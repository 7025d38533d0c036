"""A destroyed key: what it sealed is unreadable everywhere at once, in memory, in search, in files."""

import io
import threading
from typing import Any

import pytest
from django.db import connections

from ictdesk.desk.contacts.models import Contact
from ictdesk.desk.contacts.queries import contacts_for, shown
from ictdesk.desk.conversations import commands, queries, search
from ictdesk.desk.conversations.models import Conversation, Message, SearchToken
from ictdesk.kernel.blobs import store
from ictdesk.kernel.blobs.models import Blob
from ictdesk.kernel.errors import DomainError
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.vault import keyring
from ictdesk.kernel.vault.keyring import Erased
from tests.forensics.markers import Markers
from tests.people.browsers import program
from tests.realtime.client import Desk
from tests.server import Server
from tests.world import US, House, World


def told(house: House, word: str) -> Conversation:
    """A visitor who wrote a word, with a file of that name, indexed."""
    guest = house.guest()
    with workspace_scope(house.id):
        file = commands.upload(
            actor=guest.actor, home=guest.session, stream=io.BytesIO(b"%PDF-1.7 " + word.encode()), name=word
        )
        conversation, _ = commands.start(
            actor=guest.actor,
            session=guest.session,
            client_id=file.id,
            text=f"About the {word}",
            attachments=[file.id],
            name=word,
            email=f"{word}@mail.example",
        )
        search.rebuild()
    return conversation


def reads(house: House, conversation: Conversation, word: str) -> dict[str, str]:
    """Everything by which an agent or a program would see the word."""
    client = program(house)
    paths = [
        "/conversations?status=any",
        f"/conversations/{conversation.id}",
        f"/conversations/{conversation.id}/messages",
        f"/contacts/{conversation.contact_id}",
        "/contacts",
        f"/contacts?email={word}@mail.example",
        f"/search?q={word}",
    ]
    return {path: client.get(f"/api/v1{path}").content.decode() for path in paths}


def test_nothing_shows_it_any_more(world: World) -> None:
    word = Markers().word("erased")
    conversation = told(world.acme, word)
    assert all(word in text for text in reads(world.acme, conversation, word).values())
    with workspace_scope(world.acme.id):
        keyring.destroy(conversation.subject_id)
    after = reads(world.acme, conversation, word)
    assert not [path for path, text in after.items() if word in text]
    assert '"items": []' in after[f"/search?q={word}"]


def test_each_sealed_thing_says_that_it_is_gone(world: World) -> None:
    conversation = told(world.acme, "parcel")
    with workspace_scope(world.acme.id):
        keyring.destroy(conversation.subject_id)
        for read in (
            lambda: Message.objects.get(conversation=conversation).body,
            lambda: Contact.objects.find(id=conversation.contact_id).name,
            lambda: b"".join(store.read(Blob.objects.get(subject_id=conversation.subject_id))),
            lambda: keyring.subject_key(conversation.subject_id),
            lambda: keyring.destroy(conversation.subject_id),
        ):
            with pytest.raises(Erased):
                read()
        assert keyring.held(world.acme.id, conversation.subject_id) is None
        assert keyring.subject_keys({conversation.subject_id}) == {}


def test_nobody_writes_under_it_any_more(world: World) -> None:
    conversation = told(world.acme, "parcel")
    with workspace_scope(world.acme.id):
        keyring.destroy(conversation.subject_id)
    with pytest.raises(Erased):
        world.acme.say(world.acme.ada.actor, conversation, "Are you there?")


def test_its_words_do_not_come_back_into_the_index(world: World) -> None:
    conversation, other = told(world.acme, "parcel"), told(world.acme, "parcel")
    with workspace_scope(world.acme.id):
        keyring.destroy(conversation.subject_id)
        search.rebuild()
        assert not SearchToken.objects.filter(conversation_id=conversation.id).exists()
        assert SearchToken.objects.filter(conversation_id=other.id).exists(), "the other one is still found"
        hits = search.search(actor=US, text="parcel")
    assert [hit["message"]["conversation_id"] for hit in hits] == [str(other.id)]


def test_others_are_left_alone(world: World) -> None:
    conversation, other = told(world.acme, "parcel"), told(world.acme, "letter")
    with workspace_scope(world.acme.id):
        keyring.destroy(conversation.subject_id)
        assert shown(contacts_for(US).filter(id=other.contact_id))[0]["name"] == "letter"
        assert (
            queries.messages_page(actor=US, conversation_id=other.id)["items"][0]["body"]
            == "About the letter"
        )


def test_a_destruction_that_is_rolled_back_destroys_nothing(world: World) -> None:
    conversation = told(world.acme, "parcel")

    def destroy_and_fail() -> None:
        with workspace_scope(world.acme.id):
            keyring.destroy(conversation.subject_id)
            raise DomainError

    with pytest.raises(DomainError):
        destroy_and_fail()
    with workspace_scope(world.acme.id):
        assert Message.objects.get(conversation=conversation).body == "About the parcel"


def test_a_key_that_was_read_before_and_comes_after_is_not_kept(world: World) -> None:
    """Another thread reads the wrapped key while the destruction is not committed yet."""
    conversation = told(world.acme, "parcel")
    subject, house, seen = conversation.subject_id, world.acme, []

    def read_it() -> None:
        try:
            with workspace_scope(house.id):
                seen.append(keyring.subject_key(subject))
        finally:
            connections.close_all()

    keyring.forget()
    with workspace_scope(house.id):
        keyring.destroy(subject)
        reader = threading.Thread(target=read_it)
        reader.start()
        reader.join()
    assert len(seen) == 1, "it was there to be read: the control"
    assert keyring.held(house.id, subject) is None


def test_a_running_server_forgets_it_too(logged_server: Server, world: World) -> None:
    """A process that held the key unwrapped is told by the bus, and shows nothing from then on."""
    word = Markers().word("held")
    with Desk(logged_server, world.acme) as desk:
        guest = desk.guest()
        assert guest.write(f"About the {word}").status_code == 201
        assert word in guest.call("GET", "events").text
        watching = desk.agent(world.acme.ada)
        with workspace_scope(world.acme.id):
            subject = Conversation.objects.get().subject_id
            keyring.destroy(subject)
            conversation = world.acme.talk("Another one")
        watching.until(lambda frame: str(conversation.id) in str(frame))  # notices keep their order
        answer: Any = guest.call("GET", "events")
        assert word not in answer.text
        assert guest.write("More").status_code == 410
