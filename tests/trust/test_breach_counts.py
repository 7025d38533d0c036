"""How much was exposed: seeded truth lies inside of the stated bounds, and a table that is skipped shows."""

from typing import Any

import pytest

from ictdesk.desk.contacts.models import Contact
from ictdesk.desk.conversations.models import Conversation, Message
from ictdesk.kernel import clock
from ictdesk.kernel.audit.seeing import seen
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.trust.breaches import counting
from tests.trust.breach_room import counted
from tests.world import World


def test_counts_of_a_conversation_an_inbox_and_a_person_are_the_truth(world: World) -> None:
    acme = world.acme
    begin = clock.now()
    first = acme.talk("The kettle leaks", "It still does", name="Max")
    acme.say(acme.ada.actor, first, "We send another one")
    second = acme.talk("Where is my parcel", name="Mia")
    world.globex.talk("Mine is a secret", name="Gil")
    found = counted(acme, tables=["message"], where="conversation", about=[str(first.id)])
    assert (found.records_low, found.records_high) == (3, 3)
    assert found.subjects_low <= 1 + 1 <= found.subjects_high + 1, "Max, and whoever answered"
    assert found.tables == {"message": [3, 3]}
    assert "user.content.private.message" in found.categories
    both = counted(acme, tables=["message", "contact"], where="inbox", about=[str(acme.inbox.id)])
    with workspace_scope(acme.id):
        messages, people = (
            Message.objects.count(),
            Conversation.objects.values("contact_id").distinct().count(),
        )
    assert both.tables["message"] == [messages, messages]
    assert both.subjects_low <= people <= both.subjects_high
    mia = counted(acme, where="contact", about=[str(second.contact_id)])
    assert mia.tables["message"] == [1, 1]
    assert (mia.subjects_low, mia.subjects_high) == (1, 1)
    since = counted(acme, tables=["message"], since=begin.isoformat())
    assert since.records_low == since.records_high >= 4
    assert (
        counted(acme, tables=["message"], until=begin.isoformat()).records_high
        == messages - since.records_high
    )
    assert counted(world.globex, where="conversation", about=[str(first.id)]).records_high == 0


def test_merged_people_count_once_and_a_table_without_a_time_widens_the_bound(world: World) -> None:
    acme = world.acme
    one, other = acme.talk("Once", name="Pia"), acme.talk("Twice", name="Pia")
    with workspace_scope(acme.id):
        Contact.objects.filter(id=other.contact_id).update(merged_into=one.contact_id)
    said: dict[str, Any] = {
        "tables": ["message"],
        "where": "conversation",
        "about": [str(one.id), str(other.id)],
    }
    assert counted(acme, **said).subjects_low == 1
    with workspace_scope(acme.id):
        Contact.objects.filter(id=other.contact_id).update(merged_into=None)
    assert counted(acme, **said).subjects_low == 2
    window = counted(acme, tables=["conversation_tag", "message"], since=clock.now().isoformat())
    assert window.records_low == 0
    assert window.subjects_low == 0


def test_a_table_that_is_skipped_makes_the_count_wrong(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control of every count above."""
    acme = world.acme
    thread = acme.talk("One", "Two", name="Ben")
    said: dict[str, Any] = {
        "tables": ["message", "contact"],
        "where": "conversation",
        "about": [str(thread.id)],
    }
    truth = counted(acme, **said).records_high
    assert truth == 3, "two messages and a card"
    every = counting.tables_of
    monkeypatch.setattr(
        counting, "tables_of", lambda said: [one for one in every(said) if one is not Message]
    )
    assert counted(acme, **said).records_high != truth


def test_what_an_account_opened_is_the_least_and_what_it_could_reach_the_most(world: World) -> None:
    acme = world.acme
    opened, _other = acme.talk("Opened", name="Lea"), acme.talk("Not opened", name="Tom")
    with workspace_scope(acme.id):
        seen(acme.iris.actor, "conversation", opened.id)
        whole = Message.objects.count()
    said: dict[str, Any] = {"tables": ["message"], "where": "member", "about": [str(acme.iris.row.id)]}
    found = counted(acme, **said)
    assert found.tables["message"] == [1, whole]
    assert (found.subjects_low, found.subjects_high) == (1, 2)
    assert counted(world.globex, **said).records_high == 0
