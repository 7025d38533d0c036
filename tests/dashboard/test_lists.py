"""Teams, statuses and tags: their pages, and what is refused."""

from typing import Any

from django.test import Client

from ictdesk.desk.conversations import commands
from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.people.models import TeamMember
from ictdesk.desk.workspaces.models import CannedReply, Status, Tag, Team
from ictdesk.kernel.tenancy import workspace_scope
from tests.people.browsers import signed_in
from tests.world import US, House, World


def at(house: House, page: str) -> str:
    return f"/desk/{house.slug}/settings/{page}/"


def said(client: Client, path: str, sent: dict[str, Any] | None = None) -> str:
    return client.post(path, sent or {}, follow=True).content.decode()


def test_a_team_is_made_filled_and_deleted(world: World) -> None:
    acme, vera = world.acme, signed_in(world.acme.vera)
    page = at(acme, "teams")
    assert "Now say who is in it" in said(vera, page, {"name": "Parcels"})
    assert "There is a team of this name." in said(vera, page, {"name": "Parcels"})
    with workspace_scope(acme.id):
        team = Team.objects.get()
    one = f"{page}{team.id}/"
    listed = said(vera, one, {"name": "Post", "members": [str(acme.ada.row.id), str(acme.grace.row.id)]})
    assert "Ada Okafor, Grace Ng" in listed
    assert "Select a valid choice" in said(
        vera, one, {"name": "Post", "members": [str(world.globex.hank.row.id)]}
    )
    said(vera, one, {"name": "Post", "members": [str(acme.grace.row.id)]})
    chat = acme.talk()
    with workspace_scope(acme.id):
        assert [seat.member_id for seat in TeamMember.objects.all()] == [acme.grace.row.id]
        Conversation.objects.filter(id=chat.id).update(team=team)
        reply = CannedReply.objects.create(shortcut="x", title="X", body="X", team=team)
    assert "Canned replies are for this team alone" in said(vera, f"{one}delete/")
    with workspace_scope(acme.id):
        reply.delete()
    assert "The team was deleted" in said(vera, f"{one}delete/")
    with workspace_scope(acme.id):
        assert Conversation.objects.get(id=chat.id).team_id is None
        assert not Team.objects.exists()


def test_a_status_is_made_named_moved_and_deleted(world: World) -> None:
    acme, vera, page = world.acme, signed_in(world.acme.vera), at(world.acme, "statuses")
    new = {"name": "With the shop", "public_label": "We ask the shop", "category": "open"}
    assert "The status is ready" in said(vera, page, new)
    assert "There is a status of this name" in said(vera, page, new)
    assert "Select a valid choice" in said(vera, page, new | {"name": "Lost", "category": "lost"})
    with workspace_scope(acme.id):
        made, first = Status.objects.get(name="With the shop"), Status.objects.get(name="Open")
    assert "nothing was changed" in said(vera, f"{page}{made.id}/", new)
    said(vera, f"{page}{made.id}/", new | {"name": "At the shop"})
    assert "The order was changed" in said(vera, f"{page}{made.id}/up/")
    assert "nothing was changed" in said(vera, f"{page}{made.id}/up/")
    chat = acme.talk()
    with workspace_scope(acme.id):
        assert Conversation.objects.get(id=chat.id).status_id == made.id
        ordered = Status.objects.order_by("position", "id").values_list("name", flat=True)
        assert list(ordered) == ["At the shop", "Open", "Waiting for customer", "Snoozed", "Solved"]
        solved = Status.objects.get(category="solved")
    assert "Conversations have this status" in said(vera, f"{page}{made.id}/delete/")
    assert "the only one of its kind" in said(vera, f"{page}{solved.id}/delete/")
    assert "The status was deleted" in said(vera, f"{page}{first.id}/delete/")
    assert vera.get(f"{page}{first.id}/").status_code == 404


def tags_on(house: House, chat: Conversation) -> list[str]:
    with workspace_scope(house.id):
        return sorted(row.tag.name for row in chat.tag_rows.select_related("tag"))


def test_tags_are_renamed_merged_and_deleted(world: World) -> None:
    acme, vera, page = world.acme, signed_in(world.acme.vera), at(world.acme, "tags")
    both, one = acme.talk(), acme.talk()
    with workspace_scope(acme.id):
        commands.set_tags(actor=US, conversation=both, names=["parcel", "parcels"])
        commands.set_tags(actor=US, conversation=one, names=["parcels"])
        parcel, parcels = Tag.objects.get(name="parcel"), Tag.objects.get(name="parcels")
    listed = vera.get(page).content.decode()
    assert "on 2 conversations" in listed
    assert "It is taken off 1 conversation, which stays." in listed
    assert "Merge the two instead" in said(vera, f"{page}{parcels.id}/", {"name": "parcel"})
    assert "Select a valid choice" in said(vera, f"{page}{parcels.id}/merge/", {"into": str(parcels.id)})
    assert "The two tags are one" in said(vera, f"{page}{parcels.id}/merge/", {"into": str(parcel.id)})
    assert (tags_on(acme, both), tags_on(acme, one)) == (["parcel"], ["parcel"])
    said(vera, f"{page}{parcel.id}/", {"name": "delivery"})
    assert tags_on(acme, one) == ["delivery"]
    assert "The tag is ready" in said(vera, page, {"name": "vip"})
    assert "There is a tag of this name" in said(vera, page, {"name": "vip"})
    assert "The tag was deleted" in said(vera, f"{page}{parcel.id}/delete/")
    assert tags_on(acme, one) == []
    assert vera.get(f"{page}{parcel.id}/").status_code == 404
