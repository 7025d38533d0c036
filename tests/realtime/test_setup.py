"""Who changes the workspace's lists tells all its open inboxes, and nobody else's."""

from collections.abc import Callable
from typing import Any

import pytest

from ictdesk.desk.conversations import commands as conversations
from ictdesk.desk.people import commands as people
from ictdesk.desk.workspaces import commands
from ictdesk.desk.workspaces.models import CannedReply, Status, Tag, Team
from ictdesk.desk.workspaces.queries import workspace
from ictdesk.kernel.tenancy import workspace_scope
from tests.realtime.client import Desk
from tests.server import Server
from tests.world import US, House, World

type Act = Callable[[House], object]

LISTS = {"view": "all"}
REPLY: dict[str, Any] = {"shortcut": "bye", "title": "Bye", "body": "Good bye"}
PLAIN = ("name", "color", "greeting", "offline_text", "time_zone", "hours")


def furnish(house: House) -> None:
    """One of each, made without a word to anybody."""
    Team.objects.create(name="Parcels")
    Status.objects.create(name="At work", category="open", public_label="At work", position=9)
    CannedReply.objects.create(shortcut="hi", title="Hi", body="Hello")
    for name in ("kettle", "pot"):
        Tag.objects.create(name=name)


def saved(house: House) -> object:
    """A view that everybody sees; the tests of what becomes of it make it first."""
    return conversations.save_view(actor=house.vera.actor, name="Kettles", wanted=LISTS, shared=True)


def one[T](kind: type[T], **wanted: str) -> T:
    found: T = kind.objects.get(**wanted)  # type: ignore[attr-defined]
    return found


def set_workspace(house: House) -> object:
    now = {name: getattr(workspace(), name) for name in PLAIN}
    return commands.set_workspace(actor=US, **now | {"name": "Acme & Sons"})


ACTS: dict[str, Act] = {
    "rename_self": lambda house: people.rename_self(
        actor=house.grace.actor, member=house.grace.row, name="Grace Hopper"
    ),
    "add_member": lambda house: people.add_member(
        actor=US, email=f"eve@{house.slug}.example", name="Eve", role="agent"
    ),
    "change_role": lambda house: people.change_role(actor=US, member=house.iris.row, role="agent"),
    "deactivate_member": lambda house: people.deactivate_member(actor=US, member=house.iris.row),
    "make_team": lambda house: commands.make_team(actor=US, name="Boxes"),
    "set_team": lambda house: people.set_team(
        actor=US, team=one(Team, name="Parcels"), name="Boxes", members=[house.ada.row]
    ),
    "delete_team": lambda house: conversations.delete_team(actor=US, team=one(Team, name="Parcels")),
    "make_status": lambda house: commands.make_status(
        actor=US, name="On fire", category="open", public_label="At once"
    ),
    "change_status": lambda house: commands.change_status(
        actor=US, status=one(Status, name="At work"), name="At it", public_label="At it"
    ),
    "move_status": lambda house: commands.move_status(actor=US, status=one(Status, name="At work")),
    "delete_status": lambda house: conversations.delete_status(actor=US, status=one(Status, name="At work")),
    "make_tag": lambda house: commands.make_tag(actor=US, name="lid"),
    "rename_tag": lambda house: conversations.rename_tag(actor=US, tag=one(Tag, name="pot"), name="pots"),
    "merge_tags": lambda house: conversations.merge_tags(
        actor=US, tag=one(Tag, name="pot"), into=one(Tag, name="kettle")
    ),
    "delete_tag": lambda house: conversations.delete_tag(actor=US, tag=one(Tag, name="pot")),
    "make_canned_reply": lambda house: commands.make_canned_reply(actor=US, **REPLY),
    "change_canned_reply": lambda house: commands.change_canned_reply(
        actor=US, reply=one(CannedReply, shortcut="hi"), **REPLY
    ),
    "delete_canned_reply": lambda house: commands.delete_canned_reply(
        actor=US, reply=one(CannedReply, shortcut="hi")
    ),
    "make_inbox": lambda house: commands.make_inbox(actor=US, name="Shop"),
    "set_inbox": lambda house: commands.set_inbox(
        actor=US, inbox=house.inbox, name="Shop", allowed_origins=[]
    ),
    "set_workspace": set_workspace,
    "save_view": saved,
}


@pytest.mark.parametrize("name", ACTS)
def test_open_inboxes_are_told_and_the_neighbours_are_not(
    desk: Desk, server: Server, world: World, name: str
) -> None:
    with workspace_scope(desk.house.id):
        furnish(desk.house)
    with Desk(server, world.globex) as globex:
        ada, hank = desk.agent(desk.house.ada), globex.agent(globex.house.hank)
        with workspace_scope(desk.house.id):
            ACTS[name](desk.house)
        assert ada.until_kind("setup") == {"t": "setup"}
        assert "setup" not in {frame["t"] for frame in hank.everything()}


def test_a_view_of_ones_own_is_ones_own_business(desk: Desk) -> None:
    ada, vera = desk.agent(desk.house.ada), desk.house.vera.actor
    with workspace_scope(desk.house.id):
        view = conversations.save_view(actor=vera, name="Mine", wanted=LISTS)
    assert "setup" not in {frame["t"] for frame in ada.everything()}
    with workspace_scope(desk.house.id):
        view = conversations.change_view(actor=vera, view=view, shared=True)
    ada.until_kind("setup")
    ada.seen.clear()
    with workspace_scope(desk.house.id):
        conversations.delete_view(actor=vera, view=view)
    assert ada.until_kind("setup") == {"t": "setup"}


def test_a_tag_that_is_new_is_told_once(desk: Desk) -> None:
    ada, talk = desk.agent(desk.house.ada), desk.house.talk()
    for names in (["lid"], ["lid", "leak"], ["leak"]):
        with workspace_scope(desk.house.id):
            conversations.set_tags(actor=desk.house.grace.actor, conversation=talk, names=names)
    ada.until(lambda frame: frame.get("event", {}).get("conversation", {}).get("tags") == ["leak"])
    assert [frame["t"] for frame in ada.everything()].count("setup") == 2


def test_who_goes_by_another_name_writes_under_it_at_once(desk: Desk) -> None:
    ada, grace, talk = desk.agent(desk.house.ada), desk.agent(desk.house.grace), desk.house.talk()
    with workspace_scope(desk.house.id):
        people.rename_self(actor=desk.house.grace.actor, member=desk.house.grace.row, name="Grace Hopper")
    ada.until_kind("setup")
    sent = {"conversation": str(talk.id), "note": False, "attachments": []}
    wrote = "01890000-0000-7000-8000-{:012d}".format

    def name_of(count: int) -> str:
        grace.send(t="send", client_id=wrote(count), body=f"Hello {count}", **sent)
        name: str = ada.until_body(f"Hello {count}")["message"]["author"]["name"]
        return name

    # Her own socket looks again in a task of its own: some of what she sends meanwhile has the former name.
    assert "Grace Hopper" in (name_of(count) for count in range(100))
