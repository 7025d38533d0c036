"""Links between conversations."""

from uuid import uuid4

import pytest

from ictdesk.desk.conversations import choices, commands, relations, search
from ictdesk.desk.conversations.models import (
    Conversation,
    ConversationLink,
)
from ictdesk.kernel.errors import AlreadySo, Invalid
from ictdesk.kernel.tenancy import workspace_scope
from tests.world import US, House, World


def link(house: House, one: Conversation, other: Conversation, kind: str) -> ConversationLink:
    with workspace_scope(house.id):
        return commands.link(actor=house.ada.actor, conversation=one, other=other, kind=kind)


def kinds(house: House, one: Conversation) -> list[tuple[str, str]]:
    with workspace_scope(house.id):
        return [(row["kind"], row["other"]["id"]) for row in relations.relations_of(one)["links"]]


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        ("related", "related"),
        ("parent", "child"),
        ("child", "parent"),
        ("duplicate_of", "duplicated_by"),
        ("duplicated_by", "duplicate_of"),
    ],
)
def test_both_show_it_each_from_its_side(world: World, said: str, seen: str) -> None:
    acme = world.acme
    one, other = acme.talk("one"), acme.talk("two")
    made = link(acme, one, other, said)
    assert kinds(acme, one) == [(said, str(other.id))]
    assert kinds(acme, other) == [(seen, str(one.id))]
    for again in ((one, other, said), (other, one, seen)):
        with pytest.raises(AlreadySo):
            link(acme, *again)
    with workspace_scope(acme.id):
        commands.unlink(actor=acme.ada.actor, link=made)
    assert kinds(acme, one) == kinds(acme, other) == []


def test_parents_do_not_go_round(world: World) -> None:
    acme = world.acme
    grandmother, mother, child = (acme.talk(name) for name in ("one", "two", "three"))
    link(acme, mother, grandmother, "parent")
    link(acme, child, mother, "parent")
    for one, other, kind in ((grandmother, child, "parent"), (child, grandmother, "child")):
        with pytest.raises(Invalid):
            link(acme, one, other, kind)
    link(acme, child, grandmother, "parent")
    with pytest.raises(Invalid):
        link(acme, child, child, "related")
    with pytest.raises(Invalid):
        link(acme, child, mother, "cousin")


def test_choices_by_number_by_words_and_of_the_same_contact(world: World) -> None:
    acme = world.acme
    kettle, stranger = acme.talk("My kettle leaks"), acme.talk("A parcel is lost")
    with workspace_scope(acme.id):
        commands.make_ticket(actor=US, conversation=stranger)
        own, _ = commands.start_for(
            actor=US, contact=kettle.contact, inbox=acme.inbox, client_id=uuid4(), text="Your lid"
        )

        search.rebuild()

        def found(typed: str) -> list[tuple[str, bool]]:
            rows = choices.choices_for(acme.ada.actor, kettle, typed)
            return [(row["id"], row["same_contact"]) for row in rows]

        assert found("") == [(str(own.id), True)]
        assert found("#1") == found("1") == found("parcel") == [(str(stranger.id), False)]
        assert found("kettle") == found("99") == found("...") == []
