"""Saved views, and members named in notes."""

from uuid import uuid4

import pytest

from ictdesk.desk.conversations import commands, queries
from ictdesk.desk.conversations.models import Conversation, Mention, SavedView
from ictdesk.desk.people import commands as people
from ictdesk.desk.people.models import Member as MemberRow
from ictdesk.desk.workspaces.models import Tag
from ictdesk.kernel.actor import Member
from ictdesk.kernel.errors import AlreadySo, Conflict, Invalid, NotAllowed
from ictdesk.kernel.tenancy import workspace_scope
from tests.world import US, House, World


def names(house: House, actor: Member) -> list[str]:
    with workspace_scope(house.id):
        return [view["name"] for view in queries.views_shown(queries.views_for(actor))]


def save(house: House, actor: Member, name: str, *, shared: bool = False) -> SavedView:
    with workspace_scope(house.id):
        return commands.save_view(actor=actor, name=name, wanted={"tag": "vip"}, shared=shared)


def test_a_private_view_is_seen_by_its_owner_a_shared_one_by_all(world: World) -> None:
    acme = world.acme
    save(acme, acme.ada.actor, "Private")
    save(acme, acme.ada.actor, "Shared", shared=True)
    assert names(acme, acme.ada.actor) == ["Private", "Shared"]
    assert names(acme, acme.grace.actor) == ["Shared"]
    assert names(acme, acme.iris.actor) == ["Shared"]


def test_who_may_share_and_who_may_change(world: World) -> None:
    acme = world.acme
    own = save(acme, acme.iris.actor, "What I look at")
    shared = save(acme, acme.ada.actor, "Shared", shared=True)
    with pytest.raises(NotAllowed):
        save(acme, acme.iris.actor, "For all", shared=True)
    with workspace_scope(acme.id):
        for actor, view in ((acme.grace.actor, shared), (acme.iris.actor, shared), (acme.vera.actor, own)):
            with pytest.raises(NotAllowed):
                commands.change_view(actor=actor, view=view, name="Mine now", shared=view.shared)
            with pytest.raises(NotAllowed):
                commands.delete_view(actor=actor, view=view)
        assert (
            commands.change_view(actor=acme.vera.actor, view=shared, name="Ours", shared=True).name == "Ours"
        )
        commands.delete_view(actor=acme.iris.actor, view=own)
    assert names(acme, acme.iris.actor) == ["Ours"]


def test_a_view_of_a_tag_follows_it(world: World) -> None:
    acme = world.acme
    own, other = (save(acme, who.actor, "VIP") for who in (acme.ada, acme.grace))
    with workspace_scope(acme.id):
        wide = commands.save_view(actor=acme.ada.actor, name="All", wanted={"view": "all"})
        tag, gold = (Tag.objects.create(name=name) for name in ("vip", "gold"))
        commands.rename_tag(actor=US, tag=tag, name="VIPs")
        tags = [SavedView.objects.get(id=one.id).filter["tag"] for one in (own, other, wide)]
        assert tags == ["VIPs", "VIPs", None]
        commands.merge_tags(actor=US, tag=tag, into=gold)
        tags = [SavedView.objects.get(id=one.id).filter["tag"] for one in (own, other, wide)]
        assert tags == ["gold", "gold", None]


def test_a_view_is_checked_before_it_is_kept(world: World) -> None:
    acme = world.acme
    view = save(acme, acme.ada.actor, "VIP")
    with pytest.raises(Conflict):
        save(acme, acme.ada.actor, "VIP")
    save(acme, acme.grace.actor, "VIP")
    for name in ("", " ", "x" * 61, "a\x00b"):
        with pytest.raises(Invalid):
            save(acme, acme.ada.actor, name)
    with workspace_scope(acme.id):
        with pytest.raises(Invalid):
            commands.change_view(actor=acme.ada.actor, view=view, wanted={"colour": "red"})
        with pytest.raises(AlreadySo):
            commands.change_view(actor=acme.ada.actor, view=view, name="VIP")
        assert SavedView.objects.find(id=view.id).filter["tag"] == "vip"


def mention(house: House, row: Conversation, *members: MemberRow) -> None:
    with workspace_scope(house.id):
        commands.note(
            actor=house.ada.actor, conversation=row, client_id=uuid4(), text="@all", mentions=members
        )


def unseen(house: House, row: Conversation) -> list[str]:
    with workspace_scope(house.id):
        return queries.conversation_shown(actor=US, conversation_id=row.id)["unseen_by"]


def test_a_mention_is_unseen_until_its_member_has_read_so_far(world: World) -> None:
    acme, row = world.acme, world.acme.talk("Hello")
    mention(acme, row, acme.grace.row, acme.vera.row)
    assert unseen(acme, row) == sorted([str(acme.grace.row.id), str(acme.vera.row.id)])
    with workspace_scope(acme.id):
        commands.mark_read(actor=acme.grace.actor, conversation=row, seq=1)
    assert str(acme.grace.row.id) in unseen(acme, row)
    with workspace_scope(acme.id):
        commands.mark_read(actor=acme.grace.actor, conversation=row, seq=2)
        version = Conversation.objects.find(id=row.id).version
        commands.mark_read(actor=acme.grace.actor, conversation=row, seq=2)
        assert Conversation.objects.find(id=row.id).version == version
    assert unseen(acme, row) == [str(acme.vera.row.id)]


def test_a_repeated_note_mentions_once_and_a_deleted_one_nobody(world: World) -> None:
    acme, row, client_id = world.acme, world.acme.talk("Hello"), uuid4()
    with workspace_scope(acme.id):
        for _ in range(2):
            done = commands.note(
                actor=acme.ada.actor,
                conversation=row,
                client_id=client_id,
                text="@Grace",
                mentions=[acme.grace.row, acme.grace.row],
            )
        assert Mention.objects.count() == 1
        message = queries.messages_for(acme.ada.actor).find(id=done.id)
        commands.delete_message(actor=acme.ada.actor, message=message)
        assert Mention.objects.count() == 0


def test_nobody_who_left_is_mentioned(world: World) -> None:
    acme, row = world.acme, world.acme.talk("Hello")
    with workspace_scope(acme.id):
        people.deactivate_member(actor=acme.vera.actor, member=acme.grace.row)
        gone = MemberRow.objects.find(id=acme.grace.row.id)
    with pytest.raises(Invalid):
        mention(acme, row, gone)
    assert acme.bodies(row) == ["Hello"]
