"""Macros: several changes under one name, shown before they are done, and taken back."""

from typing import Any
from uuid import uuid4

import pytest

from ictdesk.desk.contacts import commands as contacts
from ictdesk.desk.conversations import commands as conversations
from ictdesk.desk.conversations import states
from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.conversations.shapes import BulkResult
from ictdesk.desk.tickets import commands, previewing, queries
from ictdesk.desk.tickets.models import Macro
from ictdesk.desk.tickets.shapes import MacroPreview
from ictdesk.desk.workspaces import commands as workspaces
from ictdesk.desk.workspaces import queries as settings
from ictdesk.desk.workspaces.models import Team
from ictdesk.kernel.actor import Member
from ictdesk.kernel.errors import AlreadySo, Conflict, Invalid, NotAllowed, NotFound
from ictdesk.kernel.tenancy import workspace_scope
from tests.contacts.pair import MAPPED
from tests.world import US, House, World


def make(house: House, who: Member | None = None, **does: Any) -> Macro:
    shared = who is None
    with workspace_scope(house.id):
        return commands.make_macro(actor=who or house.vera.actor, name="Thanks", does=does, shared=shared)


def whole(house: House) -> dict[str, Any]:
    """One of each action."""
    with workspace_scope(house.id):
        solved = str(settings.default_status("solved").id)
        team = str(workspaces.make_team(actor=US, name="Kettles").id)
        kind = str(workspaces.make_ticket_type(actor=US, name="Fault").id)
    return {
        "status": solved,
        "priority": "high",
        "assignee": "me",
        "team": team,
        "type": kind,
        "tags": ["kettle"],
        "untag": ["new"],
        "reply": "Hello {{contact.name}}, done. {{agent.name}}",
        "note": "By {{workspace.name}}",
    }


def ticket(house: House) -> Conversation:
    talk = house.talk("My kettle leaks", name="Max")
    with workspace_scope(house.id):
        conversations.set_tags(actor=US, conversation=talk, names=["new"])
        return conversations.make_ticket(actor=US, conversation=talk)


def use(house: House, macro: Macro, *rows: Conversation) -> BulkResult:
    with workspace_scope(house.id):
        return commands.apply_macro(actor=house.ada.actor, macro=macro, rows=rows)


def preview(house: House, macro: Macro, row: Conversation) -> MacroPreview:
    with workspace_scope(house.id):
        return previewing.preview(house.ada.actor, macro, Conversation.objects.find(id=row.id))


def state(house: House, row: Conversation) -> dict[str, Any]:
    parts = ("status", "priority", "assignee", "team", "type", "tags")
    with workspace_scope(house.id):
        return dict(states.state_of(Conversation.objects.find(id=row.id), parts))


def test_all_of_it_is_done_and_what_is_no_message_is_taken_back(world: World) -> None:
    acme = world.acme
    macro, row = make(acme, **(does := whole(acme))), ticket(acme)
    was = state(acme, row)
    done = use(acme, macro, row)
    assert [one["outcome"] for one in done["items"]] == ["done"]
    now = state(acme, row)
    assert (now["priority"], now["tags"], now["assignee"]) == ("high", ["kettle"], str(acme.ada.row.id))
    assert (now["team"], now["type"], now["status"]["id"]) == (does["team"], does["type"], does["status"])
    with workspace_scope(acme.id):
        name = settings.workspace().name
    assert acme.bodies(row) == ["My kettle leaks", "Hello Max, done. Ada Okafor", f"By {name}"]
    with workspace_scope(acme.id):
        items = [(row, one["was"], one["became"]) for one in done["undo"]]
        results = conversations.undo(actor=acme.ada.actor, items=items)
    assert [one["outcome"] for one in results] == ["done"]
    assert state(acme, row) == was
    assert len(acme.bodies(row)) == 3


def test_it_is_shown_before_and_shows_only_what_changes(world: World) -> None:
    acme = world.acme
    macro, row = make(acme, **whole(acme)), ticket(acme)
    before = state(acme, row)
    shown = preview(acme, macro, row)
    assert [(one["part"], one["was"], one["becomes"]) for one in shown["changes"]] == [
        ("type", "", "Fault"),
        ("assignee", "", "Ada Okafor"),
        ("team", "", "Kettles"),
        ("status", "Open", "Solved"),
        ("priority", "normal", "high"),
        ("tags", "new", "kettle"),
    ]
    assert (shown["reply"], shown["refused"]) == ("Hello Max, done. Ada Okafor", "")
    assert (state(acme, row), len(acme.bodies(row))) == (before, 1)
    use(acme, macro, row)
    assert preview(acme, macro, row)["changes"] == []


def test_one_that_is_refused_is_left_whole_and_the_others_are_done(world: World) -> None:
    acme = world.acme
    with workspace_scope(acme.id):
        solved = str(settings.default_status("solved").id)
        contacts.define_attribute(
            actor=US, about="ticket", key="order", label="Order", kind="text", required=True, **MAPPED
        )
    macro, row, talk = make(acme, status=solved, reply="Bye", priority="low"), ticket(acme), acme.talk("Hi")
    before = state(acme, row)
    assert preview(acme, macro, row)["refused"] == "Fill in first: Order."
    done = use(acme, macro, row, talk)
    assert [one["outcome"] for one in done["items"]] == ["invalid", "done"]
    assert (state(acme, row), acme.bodies(row)) == (before, ["My kettle leaks"])
    assert acme.bodies(talk) == ["Hi", "Bye"]


def test_what_it_names_may_be_gone(world: World) -> None:
    acme = world.acme
    macro, row = make(acme, **whole(acme)), ticket(acme)
    with workspace_scope(acme.id):
        conversations.delete_team(actor=US, team=Team.objects.get())
    assert "team" in preview(acme, macro, row)["refused"]
    assert [one["outcome"] for one in use(acme, macro, row)["items"]] == ["conflict"]
    assert acme.bodies(row) == ["My kettle leaks"]
    with workspace_scope(acme.id):
        assert "Team: (gone)" in queries.macro_shown(macro)["says"]


@pytest.mark.parametrize(
    ("does", "error"),
    [
        ({}, Invalid),
        ({"colour": "red"}, Invalid),
        ({"priority": "soon"}, Invalid),
        ({"reply": "Hello {{contact.password}}"}, Invalid),
        ({"tags": ["x" * 41]}, Invalid),
        ({"status": str(uuid4())}, NotFound),
        ({"team": "me"}, NotFound),
    ],
)
def test_what_makes_no_macro(world: World, does: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        make(world.acme, **does)
    with workspace_scope(world.acme.id):
        assert not Macro.objects.exists()


def test_a_private_one_is_its_owners_alone(world: World) -> None:
    acme = world.acme
    own = make(acme, acme.ada.actor, priority="low")
    row = ticket(acme)
    with workspace_scope(acme.id):
        assert list(queries.macros_for(acme.ada.actor)) == [own]
        assert not queries.macros_for(acme.grace.actor).exists()
        for who in (acme.grace.actor, acme.vera.actor):
            with pytest.raises(NotAllowed):
                commands.apply_macro(actor=who, macro=own, rows=[row])
        with pytest.raises(NotAllowed):
            commands.change_macro(
                actor=acme.ada.actor, macro=own, name="Thanks", does={"priority": "low"}, shared=True
            )
        with pytest.raises(AlreadySo):
            commands.change_macro(actor=acme.ada.actor, macro=own, name="Thanks", does={"priority": "low"})
        with pytest.raises(Conflict):
            commands.make_macro(actor=acme.ada.actor, name="Thanks", does={"priority": "high"})
        commands.delete_macro(actor=acme.ada.actor, macro=own)
        assert not Macro.objects.exists()


def test_a_shared_one_is_changed_by_who_runs_the_desk(world: World) -> None:
    acme = world.acme
    shared = make(acme, priority="low")
    with workspace_scope(acme.id):
        assert queries.macros_for(acme.grace.actor).exists()
        with pytest.raises(NotAllowed):
            commands.delete_macro(actor=acme.grace.actor, macro=shared)
        commands.change_macro(
            actor=acme.vera.actor, macro=shared, name="Later", does={"priority": "high"}, shared=True
        )
        assert queries.macro_shown(Macro.objects.get())["says"] == ["Priority: high"]
