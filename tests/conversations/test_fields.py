"""Fields that a workspace adds to its tickets."""

from typing import Any

import pytest

from ictdesk.desk.contacts import commands as contacts
from ictdesk.desk.contacts import definitions
from ictdesk.desk.contacts.models import AttributeDefinition
from ictdesk.desk.conversations import choosing, commands, fields, queries
from ictdesk.desk.conversations.commands.bulk import Change
from ictdesk.desk.conversations.models import Conversation, TicketValue
from ictdesk.desk.workspaces import commands as workspaces
from ictdesk.kernel.datamap.fields import Personal
from ictdesk.kernel.errors import AlreadySo, Conflict, Invalid
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.vault import keyring
from tests.contacts.pair import MAPPED
from tests.world import US, House, World


def define(house: House, key: str = "order", kind: str = "text", **more: Any) -> AttributeDefinition:
    said: dict[str, Any] = {"about": "ticket", "label": key.title(), **MAPPED, **more}
    with workspace_scope(house.id):
        return contacts.define_attribute(actor=US, key=key, kind=kind, **said)


def ticket(house: House) -> Conversation:
    talk = house.talk("My kettle leaks")
    with workspace_scope(house.id):
        return commands.make_ticket(actor=US, conversation=talk)


def write(house: House, row: Conversation, **values: object) -> Conversation:
    with workspace_scope(house.id):
        return commands.set_fields(actor=house.ada.actor, conversation=row, values=values)


def known(house: House, row: Conversation) -> dict[str, object]:
    with workspace_scope(house.id):
        fresh = Conversation.objects.find(id=row.id)
        return {one["key"]: one["value"] for one in fields.values_of(fresh)}


def test_each_kind_is_written_read_and_taken_away(world: World) -> None:
    acme = world.acme
    kinds = {"order": "text", "points": "number", "bought": "date", "again": "flag"}
    for key, kind in kinds.items():
        define(acme, key, kind)
    define(acme, "size", "choice", choices=["small", "large"])
    values = {"order": "4711", "points": 3, "bought": "2026-05-31", "again": True, "size": "large"}
    row = ticket(acme)
    write(acme, row, **values)
    assert known(acme, row) == values
    with pytest.raises(AlreadySo):
        write(acme, row, order="4711")
    write(acme, row, order=None)
    assert known(acme, row) == values | {"order": None}


@pytest.mark.parametrize("wrong", [{"size": "medium"}, {"size": 3}, {"colour": "red"}, {"points": "many"}])
def test_what_does_not_fit_changes_nothing(world: World, wrong: dict[str, object]) -> None:
    acme = world.acme
    define(acme, "size", "choice", choices=["small", "large"])
    define(acme, "points", "number")
    row = ticket(acme)
    with pytest.raises(Invalid):
        write(acme, row, **{"points": 1} | wrong)
    assert known(acme, row) == {"size": None, "points": None}


def test_a_conversation_that_is_no_ticket_has_none(world: World) -> None:
    acme = world.acme
    define(acme)
    with pytest.raises(Invalid):
        write(acme, acme.talk("Hello"), order="4711")


def test_one_of_a_type_is_of_tickets_of_that_type(world: World) -> None:
    acme = world.acme
    with workspace_scope(acme.id):
        fault = workspaces.make_ticket_type(actor=US, name="Fault")
    define(acme, types=[fault])
    row = ticket(acme)
    with pytest.raises(Invalid):
        write(acme, row, order="4711")
    with workspace_scope(acme.id):
        row = commands.set_type(actor=US, conversation=row, ticket_type=fault)
    write(acme, row, order="4711")
    with workspace_scope(acme.id):
        commands.set_type(actor=US, conversation=row, ticket_type=None)
    assert known(acme, row) == {"order": "4711"}
    with workspace_scope(acme.id):
        commands.delete_ticket_type(actor=US, ticket_type=fault)
        assert AttributeDefinition.objects.get().types == []


def test_what_is_needed_is_asked_for_before_it_is_solved(world: World) -> None:
    acme = world.acme
    define(acme, required=True)
    row, talk = ticket(acme), acme.talk("Hello")
    with workspace_scope(acme.id):
        with pytest.raises(Invalid, match="Fill in first: Order"):
            commands.solve(actor=acme.ada.actor, conversation=row)
        done = commands.bulk(actor=acme.ada.actor, conversations=[row, talk], change=Change("solve"))
        assert [one["outcome"] for one in done["items"]] == ["invalid", "done"]
    write(acme, row, order="4711")
    with workspace_scope(acme.id):
        assert commands.solve(actor=acme.ada.actor, conversation=row).category == "solved"


def test_the_data_map_has_its_entry(world: World) -> None:
    define(world.acme, category="user.financial", source="provided")
    with workspace_scope(world.acme.id):
        (row,) = definitions.data_map_rows()
    assert isinstance(row.entry, Personal)
    assert (row.table, row.column, row.entry.category) == ("ticket_value", "order", "user.financial")
    assert row.entry.retention == "conversation.closed"


def test_values_are_sealed_for_the_contact(world: World) -> None:
    acme = world.acme
    define(acme)
    row = ticket(acme)
    write(acme, row, order="4711")
    with workspace_scope(acme.id):
        assert TicketValue.objects.get().subject_id == row.subject_id
        keyring.destroy(row.subject_id)
    assert known(acme, row) == {"order": None}


def test_a_contact_and_a_ticket_may_have_the_same_key(world: World) -> None:
    acme = world.acme
    define(acme, "plan")
    define(acme, "plan", about="contact")
    with pytest.raises(Conflict):
        define(acme, "plan")
    with pytest.raises(Invalid):
        define(acme, "city", about="contact", required=True)
    with pytest.raises(Invalid):
        define(acme, "city", about="contact", public=True)
    with workspace_scope(acme.id):
        assert [one.about for one in definitions.definitions_for(US)] == ["contact"]
        assert [one.about for one in fields.all_fields()] == ["ticket"]


def test_it_goes_with_its_values(world: World) -> None:
    acme = world.acme
    row = define(acme)
    write(acme, ticket(acme), order="4711")
    with workspace_scope(acme.id):
        assert commands.drop_field(actor=acme.vera.actor, definition=row) == 1
        assert not TicketValue.objects.exists()
        assert not fields.all_fields().exists()


def listed(house: House, field: str, **more: Any) -> set[str]:
    """The ids of a list that is narrowed to a choice."""
    with workspace_scope(house.id):
        page = queries.inbox_page(actor=house.ada.actor, field=field, **more)
    assert all(field in row["choices"] for row in page["items"])
    return {row["id"] for row in page["items"]}


def test_a_list_is_narrowed_to_a_choice_and_follows_it(world: World) -> None:
    acme = world.acme
    for key in ("size", "box"):
        define(acme, key, "choice", choices=["small", "large"])
    define(acme, "order")
    one, two, _three = ticket(acme), ticket(acme), ticket(acme)
    write(acme, one, size="small", box="large", order="large")
    write(acme, two, size="large")
    assert (listed(acme, "size:small"), listed(acme, "size:large")) == ({str(one.id)}, {str(two.id)})
    assert listed(acme, "box:large") == {str(one.id)}
    write(acme, one, size="large")
    assert (listed(acme, "size:small"), listed(acme, "size:large")) == (set(), {str(one.id), str(two.id)})
    write(acme, two, size=None)
    assert listed(acme, "size:large") == {str(one.id)}
    with workspace_scope(acme.id):
        commands.solve(actor=US, conversation=one)
    assert (listed(acme, "size:large"), listed(acme, "size:large", status="any")) == (set(), {str(one.id)})


def test_what_is_no_choice_of_any_field_finds_nothing(world: World) -> None:
    acme, globex = world.acme, world.globex
    define(acme, "size", "choice", choices=["small", "large"])
    define(globex, "size", "choice", choices=["small", "large"])
    define(acme, "order")
    write(acme, ticket(acme), size="small", order="4711")
    assert len(listed(acme, "size:small")) == 1
    assert listed(acme, "size:medium") == listed(acme, "colour:small") == listed(acme, "order:4711") == set()
    with workspace_scope(globex.id):
        page = queries.inbox_page(actor=globex.hank.actor, field="size:small", status="any")
    assert page["items"] == []


@pytest.mark.parametrize("wrong", ["size", ":small", "size:", "size:" + "x" * 200])
def test_what_names_no_choice_is_refused(world: World, wrong: str) -> None:
    with workspace_scope(world.acme.id), pytest.raises(Invalid):
        queries.inbox_page(actor=world.acme.ada.actor, field=wrong)


def test_equal_choices_of_two_fields_or_two_workspaces_do_not_look_equal(world: World) -> None:
    acme, globex = world.acme, world.globex
    for house in (acme, globex):
        for key in ("size", "box"):
            define(house, key, "choice", choices=["small", "large"])
        for values in ({"size": "small", "box": "small"}, {"size": "small"}):
            row = ticket(house)
            with workspace_scope(house.id):
                commands.set_fields(actor=US, conversation=row, values=values)
    digests = []
    for house in (acme, globex):
        with workspace_scope(house.id):
            digests += [bytes(digest) for digest in TicketValue.objects.values_list("digest", flat=True)]
    assert (len(digests), len(set(digests))) == (6, 4)


def test_values_from_before_there_were_digests_are_found_after_a_while(world: World) -> None:
    acme = world.acme
    define(acme, "size", "choice", choices=["small", "large"])
    row = ticket(acme)
    write(acme, row, size="small")
    with workspace_scope(acme.id):
        TicketValue.objects.update(digest=None)
    assert listed(acme, "size:small") == set()
    with workspace_scope(acme.id):
        assert (choosing.catch_up(), choosing.catch_up()) == (1, 0)
    assert listed(acme, "size:small") == {str(row.id)}


def test_a_view_keeps_a_choice(world: World) -> None:
    acme = world.acme
    with workspace_scope(acme.id):
        commands.save_view(actor=acme.ada.actor, name="Small", wanted={"field": "size:small"}, shared=False)
        (view,) = queries.views_shown(queries.views_for(acme.ada.actor))
    assert view["filter"]["field"] == "size:small"
