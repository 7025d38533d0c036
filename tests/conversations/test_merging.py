"""Merges of conversations: one goes on in another, and that can be taken back."""

from datetime import timedelta
from uuid import uuid4

import pytest

from ictdesk.desk.conversations import commands, following, relations
from ictdesk.desk.conversations.models import Conversation, ConversationMerge, Follower
from ictdesk.kernel import clock
from ictdesk.kernel.errors import AlreadySo, Conflict, Invalid
from ictdesk.kernel.tenancy import workspace_scope
from tests.world import US, House, World


def fresh(house: House, row: Conversation) -> Conversation:
    with workspace_scope(house.id):
        found: Conversation = Conversation.objects.find(id=row.id)
    return found


def two(house: House) -> tuple[Conversation, Conversation]:
    """A ticket by chat whose contact waits, and another ticket of the same contact."""
    first = house.talk("My kettle leaks")
    return ticketed(house, first), another(house, first)


def ticketed(house: House, row: Conversation) -> Conversation:
    with workspace_scope(house.id):
        return commands.make_ticket(actor=US, conversation=row)


def another(house: House, of: Conversation) -> Conversation:
    with workspace_scope(house.id):
        made, _ = commands.start_for(
            actor=house.ada.actor,
            contact=of.contact,
            inbox=house.inbox,
            client_id=uuid4(),
            text="About your order",
            ticket=True,
        )
    return made


def merge(house: House, source: Conversation, target: Conversation) -> ConversationMerge:
    with workspace_scope(house.id):
        return commands.merge(actor=house.ada.actor, source=source, target=target)


def unmerge(house: House, made: ConversationMerge) -> Conversation:
    with workspace_scope(house.id):
        return commands.unmerge(actor=house.ada.actor, merge=made)


def test_one_goes_on_in_the_other_and_both_say_so(world: World) -> None:
    acme = world.acme
    source, target = two(acme)
    merge(acme, source, target)
    assert (fresh(acme, source).category, fresh(acme, source).merged_into_id) == ("solved", target.id)
    assert acme.bodies(source) == ["My kettle leaks", "This request goes on in #2."]
    assert acme.bodies(target) == ["About your order", "#1 was merged into this one."]
    with workspace_scope(acme.id):
        into = relations.relations_of(source)["merged_into"]
        (came,) = relations.relations_of(target)["merged"]
    assert into is not None
    assert (into["other"]["number"], came["other"]["number"], bool(came["undo_until"])) == (2, 1, True)


def test_the_contact_reads_it_and_not_what_the_team_is_told(world: World) -> None:
    acme = world.acme
    source, target = two(acme)
    before = fresh(acme, target).last_public_seq
    merge(acme, source, target)
    assert fresh(acme, source).last_public_seq == 2
    assert fresh(acme, target).last_public_seq == before


def test_who_waits_waits_in_the_target(world: World) -> None:
    acme = world.acme
    source, target = two(acme)
    since = fresh(acme, source).waiting_since
    made = merge(acme, source, target)
    assert since is not None
    assert (fresh(acme, source).waiting_since, fresh(acme, target).waiting_since) == (None, since)
    unmerge(acme, made)
    assert (fresh(acme, source).waiting_since, fresh(acme, target).waiting_since) == (since, None)


def test_followers_come_along_and_leave_again(world: World) -> None:
    acme = world.acme
    source, target = two(acme)
    with workspace_scope(acme.id):
        for row, members in ((source, [acme.grace.row, acme.ada.row]), (target, [acme.ada.row])):
            commands.set_followers(actor=US, conversation=row, members=members)
    made = merge(acme, source, target)
    assert followers(acme, target) == {acme.grace.row.id, acme.ada.row.id}
    unmerge(acme, made)
    assert followers(acme, target) == {acme.ada.row.id}


def followers(house: House, row: Conversation) -> set[object]:
    with workspace_scope(house.id):
        return set(Follower.objects.filter(conversation=row).values_list("member", flat=True))


def test_undo_gives_the_state_back(world: World) -> None:
    acme = world.acme
    source, target = two(acme)
    with workspace_scope(acme.id):
        commands.snooze(actor=US, conversation=source, until=None)
    was = fresh(acme, source)
    made = merge(acme, source, target)
    unmerge(acme, made)
    now = fresh(acme, source)
    assert (now.status_id, now.category, now.merged_into_id) == (was.status_id, "snoozed", None)
    with workspace_scope(acme.id):
        assert relations.relations_of(target)["merged"] == []
    with pytest.raises(AlreadySo):
        unmerge(acme, made)


def test_undo_leaves_what_somebody_has_changed_since(world: World) -> None:
    acme = world.acme
    source, target = two(acme)
    made = merge(acme, source, target)
    with workspace_scope(acme.id):
        commands.snooze(actor=US, conversation=source, until=None)
    unmerge(acme, made)
    assert (fresh(acme, source).category, fresh(acme, source).merged_into_id) == ("snoozed", None)


def test_after_a_day_it_stays(world: World) -> None:
    acme = world.acme
    source, target = two(acme)
    made = merge(acme, source, target)
    with workspace_scope(acme.id):
        ConversationMerge.objects.update(made_at=clock.now() - timedelta(hours=25))
        into = relations.relations_of(source)["merged_into"]
    assert into is not None
    assert into["undo_until"] is None
    with pytest.raises(Conflict):
        unmerge(acme, made)
    assert fresh(acme, source).merged_into_id == target.id


def test_a_chain_is_followed_to_its_end_and_no_circle_is_made(world: World) -> None:
    acme = world.acme
    first, second = two(acme)
    third = another(acme, first)
    merge(acme, first, second)
    merge(acme, second, third)
    with workspace_scope(acme.id):
        assert following.end_of(Conversation.objects.find(id=first.id)).id == third.id
    for source, target in ((third, first), (third, second), (first, third)):
        with pytest.raises(Conflict):
            merge(acme, source, target)
    assert fresh(acme, third).merged_into_id is None


def test_what_does_not_belong_together_is_not_merged(world: World) -> None:
    acme = world.acme
    source, _ = two(acme)
    stranger = ticketed(acme, acme.talk("I am somebody else", name="Moritz"))
    with workspace_scope(acme.id):
        talk, _done = commands.start_for(
            actor=US, contact=source.contact, inbox=acme.inbox, client_id=uuid4(), text="Hello"
        )
    for target in (stranger, talk, source):
        with pytest.raises(Invalid):
            merge(acme, source, target)
    assert fresh(acme, source).version == source.version


def test_a_chat_goes_on_in_a_ticket(world: World) -> None:
    acme = world.acme
    _, target = two(acme)
    with workspace_scope(acme.id):
        talk, _done = commands.start_for(
            actor=US, contact=target.contact, inbox=acme.inbox, client_id=uuid4(), text="Hello"
        )
    merge(acme, talk, target)
    assert acme.bodies(target)[-1] == "A conversation of the same contact was merged into this one."
