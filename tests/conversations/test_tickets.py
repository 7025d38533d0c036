"""A ticket is a conversation with a number: how it gets one, and what it says of itself."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, time, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.db import connections

from ictdesk.desk.conversations import commands, queries
from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.conversations.shapes import ConversationForAgent
from ictdesk.desk.people import commands as people
from ictdesk.desk.workspaces import commands as workspaces
from ictdesk.desk.workspaces.models import Workspace
from ictdesk.kernel import clock
from ictdesk.kernel.errors import AlreadySo, Conflict, Invalid
from ictdesk.kernel.tenancy import workspace_scope
from tests.world import US, House, World


def ticket(house: House, text: str = "It leaks") -> Conversation:
    conversation = house.talk(text)
    with workspace_scope(house.id):
        return commands.make_ticket(actor=house.ada.actor, conversation=conversation)


def numbered(house: House) -> int | None:
    conversation = house.talk("It leaks")
    with workspace_scope(house.id):
        return commands.make_ticket(actor=US, conversation=conversation).number


def shown(house: House, **wanted: Any) -> list[ConversationForAgent]:
    with workspace_scope(house.id):
        return queries.inbox_page(actor=house.ada.actor, **wanted)["items"]


def test_each_workspace_counts_for_itself(world: World) -> None:
    made = [numbered(house) for house in (world.acme, world.globex, world.acme)]
    assert made == [1, 1, 2]


def test_it_is_made_once(world: World) -> None:
    made = ticket(world.acme)
    with workspace_scope(world.acme.id), pytest.raises(AlreadySo):
        commands.make_ticket(actor=world.acme.ada.actor, conversation=made)


def test_a_chat_is_none(world: World) -> None:
    acme = world.acme
    acme.talk("Hello")
    assert shown(acme)[0]["ticket"] is None


def test_eight_at_once_get_eight_numbers(world: World) -> None:
    acme = world.acme
    talks = [acme.talk(f"{n}") for n in range(8)]

    def make(conversation: Conversation) -> int | None:
        try:
            with workspace_scope(acme.id):
                return commands.make_ticket(actor=US, conversation=conversation).number
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        assert sorted(filter(None, pool.map(make, talks))) == [1, 2, 3, 4, 5, 6, 7, 8]


def test_by_an_agent_on_behalf_of_somebody(world: World) -> None:
    acme = world.acme
    with workspace_scope(acme.id):
        contact = acme.talk("Hello").contact
        made, _ = commands.start_for(
            actor=acme.ada.actor,
            contact=contact,
            inbox=acme.inbox,
            client_id=uuid4(),
            text="You called us about the kettle",
            subject="The kettle",
            ticket=True,
        )
    row = next(row for row in shown(acme) if row["id"] == str(made.id))
    assert (row["subject"], row["ticket"] and row["ticket"]["number"]) == ("The kettle", 1)


@pytest.mark.parametrize(("email", "number"), [("max@mail.example", 1), ("", None)])
def test_a_chat_while_the_desk_is_closed_is_a_ticket_if_an_answer_can_reach_them(
    world: World, email: str, number: int | None
) -> None:
    acme = world.acme
    guest = acme.guest()
    with workspace_scope(acme.id):
        Workspace.objects.update(hours=never_now())
        conversation, _ = commands.start(
            actor=guest.actor, session=guest.session, client_id=uuid4(), text="Anybody?", email=email
        )
    assert conversation.number == number


def never_now() -> dict[str, list[list[str]]]:
    """Hours that lie on another day than today."""
    today = clock.now().astimezone(ZoneInfo("UTC")).weekday()
    return {str((today + 3) % 7): [["09:00", "10:00"]]}


def test_a_chat_while_the_desk_is_open_is_none(world: World) -> None:
    acme = world.acme
    guest = acme.guest()
    with workspace_scope(acme.id):
        conversation, _ = commands.start(
            actor=guest.actor,
            session=guest.session,
            client_id=uuid4(),
            text="Anybody?",
            email="max@mail.example",
        )
    assert conversation.number is None


def test_only_a_ticket_has_a_type(world: World) -> None:
    acme = world.acme
    with workspace_scope(acme.id):
        fault = workspaces.make_ticket_type(actor=US, name="Fault")
        with pytest.raises(Invalid):
            commands.set_type(actor=US, conversation=acme.talk("x"), ticket_type=fault)


def test_types_are_renamed_and_deleted_on_every_ticket(world: World) -> None:
    acme, made = world.acme, ticket(world.acme)
    with workspace_scope(acme.id):
        fault = workspaces.make_ticket_type(actor=US, name="Fault")
        commands.set_type(actor=US, conversation=made, ticket_type=fault)
        workspaces.rename_ticket_type(actor=US, ticket_type=fault, name="Defect")
    assert [row["ticket"] and row["ticket"]["type"] for row in shown(acme)] == [
        {"id": str(fault.id), "name": "Defect"}
    ]
    with workspace_scope(acme.id):
        assert commands.delete_ticket_type(actor=US, ticket_type=fault) == 1
    assert [row["ticket"] and row["ticket"]["type"] for row in shown(acme)] == [None]


def test_a_type_has_a_name_of_its_own(world: World) -> None:
    with workspace_scope(world.acme.id):
        workspaces.make_ticket_type(actor=US, name="Fault")
        with pytest.raises(Conflict):
            workspaces.make_ticket_type(actor=US, name=" Fault ")
        with pytest.raises(Invalid):
            workspaces.make_ticket_type(actor=US, name="")


def test_a_subject_is_one_line_without_card_numbers(world: World) -> None:
    acme, made = world.acme, ticket(world.acme)
    with workspace_scope(acme.id):
        commands.set_subject(actor=US, conversation=made, subject="Paid with\n4111 1111 1111 1111")
        with pytest.raises(Invalid):
            commands.set_subject(actor=US, conversation=made, subject="x" * 251)
    subject = shown(acme)[0]["subject"]
    assert subject.startswith("Paid with ")
    assert "4111 1111" not in subject


def test_lists_by_kind_type_priority_channel_and_follower(world: World) -> None:
    acme = world.acme
    made, talk = ticket(acme), acme.talk("Only a chat")
    with workspace_scope(acme.id):
        fault = workspaces.make_ticket_type(actor=US, name="Fault")
        commands.set_type(actor=US, conversation=made, ticket_type=fault)
        commands.set_priority(actor=US, conversation=made, priority="urgent")
        commands.set_followers(actor=US, conversation=made, members=[acme.ada.row])
    here = {"tickets": [str(made.id)], "talks": [str(talk.id)], "none": []}
    for wanted, name in (
        ({"kind": "ticket"}, "tickets"),
        ({"kind": "talk"}, "talks"),
        ({"type": fault.id}, "tickets"),
        ({"priority": "urgent"}, "tickets"),
        ({"priority": "low"}, "none"),
        ({"channel": "mail"}, "none"),
        ({"view": "followed"}, "tickets"),
    ):
        assert [row["id"] for row in shown(acme, **wanted)] == here[name], wanted


def test_who_has_left_cannot_follow(world: World) -> None:
    acme, made = world.acme, ticket(world.acme)
    with workspace_scope(acme.id):
        gone = people.deactivate_member(actor=US, member=acme.grace.row)
        with pytest.raises(Invalid):
            commands.set_followers(actor=US, conversation=made, members=[gone])


def test_the_list_by_due_time_begins_with_what_is_due_first(world: World) -> None:
    acme = world.acme
    rows = [ticket(acme, text) for text in ("later", "never", "soon")]
    noon = datetime.combine(clock.now().date(), time(12), ZoneInfo("UTC"))
    with workspace_scope(acme.id):
        for row, hours in ((rows[0], 5), (rows[2], 1)):
            Conversation.objects.filter(id=row.id).update(due_at=noon + timedelta(hours=hours))
    assert [row["id"] for row in shown(acme, sort="due")] == [str(rows[n].id) for n in (2, 0, 1)]


def test_on_behalf_of_somebody_new_with_a_note(world: World) -> None:
    acme = world.acme
    with workspace_scope(acme.id):
        fault = workspaces.make_ticket_type(actor=US, name="Fault")
        made, _ = commands.start_for_new(
            actor=acme.ada.actor,
            name="",
            email="mia@mail.example",
            inbox=acme.inbox,
            client_id=uuid4(),
            text="She called: the kettle leaks",
            subject="Kettle",
            ticket_type=fault,
            note=True,
        )
    (row,) = shown(acme)
    assert (row["subject"], row["contact"]["name"], row["last_public_seq"]) == ("Kettle", "mia", 0)
    assert row["ticket"] is not None
    assert (row["ticket"]["number"], row["ticket"]["type"]) == (1, {"id": str(fault.id), "name": "Fault"})
    assert acme.bodies(made) == ["She called: the kettle leaks"]


def test_what_is_no_ticket_has_no_type(world: World) -> None:
    acme = world.acme
    contact = acme.talk("Hello").contact
    with workspace_scope(acme.id):
        fault = workspaces.make_ticket_type(actor=US, name="Fault")
        with pytest.raises(Invalid):
            commands.start_for(
                actor=US,
                contact=contact,
                inbox=acme.inbox,
                client_id=uuid4(),
                text="Hi",
                ticket_type=fault,
            )
