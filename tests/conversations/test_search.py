"""Search finds words in sealed messages, in its own workspace only."""

import time

import pytest

from ictdesk.desk.conversations import search
from ictdesk.desk.conversations.models import Message, SearchToken
from ictdesk.kernel import clock
from ictdesk.kernel.errors import Invalid
from ictdesk.kernel.events import readers
from ictdesk.kernel.events.models import Event, Position
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.vault import digests, keyring
from tests.world import US, House, World


def found(house: House, text: str, *, indexed: bool = True) -> list[str]:
    """What is found, after every message was indexed."""
    with workspace_scope(house.id):
        if indexed:
            search.rebuild()
        return [hit["message"]["body"] for hit in search.search(actor=US, text=text)]


def test_every_word_must_be_there_whatever_its_form(world: World) -> None:
    world.acme.talk("The blue kettles have no lids", "A green one")
    assert found(world.acme, "KETTLE lid") == ["The blue kettles have no lids"]
    assert found(world.acme, "kettle green") == []
    assert found(world.globex, "kettle") == []


def test_a_deleted_or_changed_text_is_found_no_more(world: World) -> None:
    from ictdesk.desk.conversations import commands

    conversation = world.acme.talk("Hello")
    done = world.acme.say(world.acme.ada.actor, conversation, "marmalade")
    assert found(world.acme, "marmalade") == ["marmalade"]
    with workspace_scope(world.acme.id):
        commands.edit_message(
            actor=world.acme.ada.actor, message=Message.objects.get(id=done.id), text="honey"
        )
    assert (found(world.acme, "marmalade"), found(world.acme, "honey")) == ([], ["honey"])
    with workspace_scope(world.acme.id):
        commands.delete_message(actor=world.acme.ada.actor, message=Message.objects.get(id=done.id))
        assert not SearchToken.objects.filter(message_id=done.id).exists()
    assert found(world.acme, "honey") == []


def test_a_collision_shows_nothing(world: World) -> None:
    conversation = world.acme.talk("apple")
    assert found(world.acme, "apple") == ["apple"]
    with workspace_scope(world.acme.id):
        row = SearchToken.objects.exclude(token=0).get()
        wrong = digests.token(keyring.index_key(), "pear")
        SearchToken.objects.create(token=wrong, conversation_id=conversation.id, message_id=row.message_id)
    assert found(world.acme, "pear", indexed=False) == []


def test_an_emptied_table_is_noticed_and_filled_again(world: World) -> None:
    world.acme.talk("apple")
    assert found(world.acme, "apple") == ["apple"]
    with workspace_scope(world.acme.id):
        assert not search.is_lost()
        SearchToken.objects.all().delete()
        assert search.is_lost()
    assert found(world.acme, "apple", indexed=False) == []
    world.acme.talk("a new word comes in")
    read_all(world.acme)
    with workspace_scope(world.acme.id):
        assert search.is_lost()
    assert found(world.acme, "apple") == ["apple"]
    with workspace_scope(world.acme.id):
        assert not search.is_lost()


def test_the_reader_indexes_what_is_written(world: World) -> None:
    world.acme.talk("apple", "pear")
    read_all(world.acme)
    assert found(world.acme, "apple", indexed=False) == ["apple"]
    assert found(world.acme, "pear", indexed=False) == ["pear"]


def read_all(house: House) -> None:
    """Runs the reader until it has read everything: older transactions of others hold it back for a moment."""
    with workspace_scope(house.id):
        newest = Event.objects.order_by("-xid", "-id").values_list("id", flat=True)[0]
    until = time.monotonic() + 30
    while time.monotonic() < until:
        with workspace_scope(house.id):
            readers.run("search")
            if Position.objects.filter(reader="search", event_id=newest).exists():
                return
    raise AssertionError("the reader did not come to the newest event")


def test_without_a_word_there_is_nothing_to_look_for(world: World) -> None:
    with workspace_scope(world.acme.id), pytest.raises(Invalid):
        search.search(actor=US, text=" -- ")


def test_many_hits_are_found_in_pieces(world: World) -> None:
    acme = world.acme
    talk = acme.talk(*(f"parcel {n}" for n in range(search.PIECE + 5)))
    with workspace_scope(acme.id):
        search.rebuild()
        newest = Message.objects.filter(conversation=talk).order_by("-seq")
        Message.objects.filter(id__in=list(newest.values_list("id", flat=True)[: search.PIECE])).update(
            deleted_at=clock.now()
        )
        hits = search.search(actor=US, text="parcel", limit=3)
    assert [hit["message"]["body"] for hit in hits] == ["parcel 4", "parcel 3", "parcel 2"]


def test_of_several_words_the_rarest_leads(world: World) -> None:
    acme = world.acme
    acme.talk(*(f"parcel {n}" for n in range(5)), "lid parcel", "parcel kettle lid")
    assert found(acme, "parcel lid") == ["parcel kettle lid", "lid parcel"]
    assert found(acme, "lid parcel kettle") == ["parcel kettle lid"]
    assert found(acme, "parcel sofa") == []
