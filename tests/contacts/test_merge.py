"""Two contacts become one."""

from uuid import uuid4

import pytest

from ictdesk.desk.contacts.models import AttributeValue, Contact
from ictdesk.desk.contacts.queries import contact_for, contact_page, subjects_of
from ictdesk.desk.conversations import commands, queries, search
from ictdesk.desk.conversations.merges import merge_preview
from ictdesk.desk.conversations.models import Conversation, Message
from ictdesk.desk.conversations.person import person_page
from ictdesk.kernel.errors import Conflict, NotAllowed
from ictdesk.kernel.guards import Restricted
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.vault import keyring
from tests.contacts.pair import Pair
from tests.world import US


def test_everything_of_one_becomes_the_others(pair: Pair) -> None:
    pair.merge()
    with workspace_scope(pair.house.id):
        target: Contact = Contact.objects.get(id=pair.office.contact_id)
        page = person_page(actor=pair.house.ada.actor, contact=target)
        assert {one["id"] for one in page["conversations"]} == {str(pair.home.id), str(pair.office.id)}
        assert {one["contact"]["name"] for one in page["conversations"]} == {"Max Muster"}
        addresses = [identity["value"] for identity in page["contact"]["identities"]]
        assert sorted(addresses) == ["max@home.example", "max@office.example"]
        assert {one["key"]: one["value"] for one in page["attributes"]} == {"plan": "Gold", "city": "Multan"}
        assert [one["contact"]["name"] for one in page["merges"]] == ["Maxi"]
        assert contact_for(US, pair.home.contact_id) == target
        listed = contact_page(actor=US)["items"]
        assert [one["name"] for one in listed] == ["Max Muster"]
        assert [one["id"] for one in contact_page(actor=US, email="max@home.example")["items"]] == [
            str(target.id)
        ]


def test_what_was_said_keeps_its_key_and_shows_one_name(pair: Pair) -> None:
    with workspace_scope(pair.house.id):
        before = list(Message.objects.order_by("id").values_list("subject_id", "body"))
    pair.merge()
    with workspace_scope(pair.house.id):
        search.rebuild()
        assert list(Message.objects.order_by("id").values_list("subject_id", "body")) == before
        (said,) = queries.messages_page(actor=US, conversation_id=pair.home.id)["items"]
        assert (said["body"], said["author"]["name"]) == ("It is the blue kettle", "Max Muster")
        assert said["author"]["id"] == str(pair.office.contact_id)
        (hit,) = search.search(actor=US, text="blue")
        assert hit["conversation"]["contact"]["name"] == "Max Muster"


def test_erasing_one_of_the_two_keys_erases_what_it_sealed_and_no_more(pair: Pair) -> None:
    pair.merge()
    with workspace_scope(pair.house.id):
        target: Contact = Contact.objects.get(id=pair.office.contact_id)
        assert subjects_of(target) == {pair.office.subject_id, pair.home.subject_id}
        keyring.destroy(pair.home.subject_id)
        page = person_page(actor=US, contact=target)
        assert {identity["value"] for identity in page["contact"]["identities"]} == {"max@office.example", ""}
        assert {one["key"]: one["value"] for one in page["attributes"]} == {"plan": "Gold", "city": None}
        assert pair.house.bodies(pair.office) == ["The kettle leaks"]
        assert pair.house.bodies(pair.home) == [""]


def test_the_visitor_writes_on_and_sees_nothing_of_the_other_conversation(pair: Pair) -> None:
    pair.merge()
    visitor = pair.guest.actor
    with workspace_scope(pair.house.id):
        commands.reply(actor=visitor, conversation=pair.home, client_id=uuid4(), text="Still there?")
        assert [row.id for row in queries.conversations_for(visitor)] == [pair.home.id]
        commands.introduce(actor=visitor, contact=Contact.objects.get(id=visitor.contact_id), name="Max M.")
        assert Contact.objects.get(id=pair.office.contact_id).name == "Max M."
        with pytest.raises(NotAllowed):
            commands.reply(actor=visitor, conversation=pair.office, client_id=uuid4(), text="Mine?")


def test_the_preview_says_what_the_merge_does(pair: Pair) -> None:
    with workspace_scope(pair.house.id):
        preview = merge_preview(actor=US, source=pair.home.contact, target=pair.office.contact)
    assert (preview["conversations"], preview["addresses"]) == (1, ["max@home.example"])
    assert (preview["attributes"], preview["same_addresses"]) == (["City"], 1)
    assert preview["clashes"] == [{"label": "Plan", "kept": "Gold", "set_aside": "Silver"}]
    merge = pair.merge()
    assert {kind: len(ids) for kind, ids in merge.moved.items()} == {
        "conversations": 1,
        "identities": 1,
        "attributes": 1,
        "contacts": 0,
    }


def test_a_contact_is_merged_once_and_never_with_itself(pair: Pair) -> None:
    pair.merge()
    with pytest.raises(Conflict):
        pair.merge()
    with workspace_scope(pair.house.id), pytest.raises(Conflict):
        commands.merge_contacts(actor=US, source=pair.office.contact, target=pair.office.contact)


def test_a_restricted_person_is_left_alone(pair: Pair) -> None:
    with workspace_scope(pair.house.id):
        keyring.restrict([pair.home.subject_id])
    with pytest.raises(Restricted):
        pair.merge()
    with workspace_scope(pair.house.id):
        keyring.release([pair.home.subject_id])
    with workspace_scope(pair.house.id):
        assert Conversation.objects.get(id=pair.home.id).contact_id == pair.home.contact_id
        assert AttributeValue.objects.filter(contact=pair.home.contact).count() == 2


def test_who_has_the_same_address_is_suggested(pair: Pair) -> None:
    pair.house.talk(name="Somebody else")
    with workspace_scope(pair.house.id):
        page = person_page(actor=US, contact=pair.office.contact)
        assert [(one["name"], one["address"]) for one in page["alike"]] == [("Maxi", "max@office.example")]
