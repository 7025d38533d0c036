"""What a workspace adds to its contacts."""

from typing import Any

import pytest
from django.db import connections

from ictdesk.desk.contacts import commands as contacts
from ictdesk.desk.contacts.definitions import data_map_rows, values_of
from ictdesk.desk.contacts.models import AttributeDefinition, AttributeValue, Contact
from ictdesk.desk.conversations import commands
from ictdesk.kernel.datamap import checks, registry
from ictdesk.kernel.datamap.fields import Personal
from ictdesk.kernel.errors import AlreadySo, Conflict, Invalid
from ictdesk.kernel.tenancy import workspace_scope
from tests.people.browsers import signed_in
from tests.world import US, House, World

MAPPED = {
    "category": "user.content.private.custom",
    "source": "ours",
    "purpose": "essential.service.operations.support",
}
KINDS: list[tuple[str, object, object, list[object]]] = [
    ("text", "  Gold \n card ", "Gold card", ["", "x" * 501, 3, True]),
    ("number", 3.5, 3.5, ["3", True, 1e16, float("nan"), float("inf")]),
    ("date", "2026-02-28", "2026-02-28", ["2026-02-30", "28.2.2026", 20260228, ""]),
    ("choice", "blue", "blue", ["green", "", 1]),
    ("flag", False, False, ["false", 0, ""]),
]


def define(key: str = "plan", kind: str = "text", **others: Any) -> AttributeDefinition:
    choices = ("red", "blue") if kind == "choice" else ()
    given = {"label": "Plan", "kind": kind, "choices": choices, **MAPPED, **others}
    return contacts.define_attribute(actor=US, key=key, **given)


def contact_of(house: House) -> Contact:
    found: Contact = house.talk().contact
    return found


def known(contact: Contact) -> dict[str, object]:
    return {one["key"]: one["value"] for one in values_of(US, contact)}


@pytest.mark.parametrize(("kind", "given", "kept", "wrong"), KINDS, ids=[row[0] for row in KINDS])
def test_a_value_is_of_its_kind(
    world: World, kind: str, given: object, kept: object, wrong: list[object]
) -> None:
    contact = contact_of(world.acme)
    with workspace_scope(world.acme.id):
        define(kind=kind)
        commands.set_attributes(actor=US, contact=contact, values={"plan": given})
        assert known(contact) == {"plan": kept}
        for value in wrong:
            with pytest.raises(Invalid, match="Plan:"):
                commands.set_attributes(actor=US, contact=contact, values={"plan": value})
        assert known(contact) == {"plan": kept}
        with pytest.raises(AlreadySo):
            commands.set_attributes(actor=US, contact=contact, values={"plan": given})
        commands.set_attributes(actor=US, contact=contact, values={"plan": None})
        assert known(contact) == {"plan": None}
        assert not AttributeValue.objects.exists()


def test_all_are_written_or_none(world: World) -> None:
    contact = contact_of(world.acme)
    with workspace_scope(world.acme.id):
        define("plan")
        define("since", "date")
        for wrong in ({"since": "soon"}, {"never": "x"}):
            with pytest.raises(Invalid):
                commands.set_attributes(actor=US, contact=contact, values={"plan": "Gold", **wrong})
        assert known(contact) == {"plan": None, "since": None}


def test_a_value_is_sealed(world: World) -> None:
    contact = contact_of(world.acme)
    with workspace_scope(world.acme.id) as scope:
        define()
        commands.set_attributes(actor=US, contact=contact, values={"plan": "Platinum"})
        with connections[scope.alias].cursor() as cursor:
            cursor.execute("select value from attribute_value")
            (stored,) = cursor.fetchone()
    assert b"Platinum" not in bytes(stored)
    assert len(stored) > len("Platinum")


@pytest.mark.parametrize(
    "wrong",
    [
        {"key": "Plan"},
        {"key": "1st"},
        {"key": "x" * 41},
        {"label": " "},
        {"kind": "blob"},
        {"category": "user.shoe_size"},
        {"category": "system"},
        {"source": "rumour"},
        {"purpose": "curiosity"},
        {"kind": "choice", "choices": ("one",)},
        {"kind": "text", "choices": ("one", "two")},
    ],
)
def test_a_definition_fits_the_data_map(world: World, wrong: dict[str, Any]) -> None:
    with workspace_scope(world.acme.id):
        with pytest.raises(Invalid):
            define(**wrong)
        assert not AttributeDefinition.objects.exists()


def test_a_definition_is_an_entry_of_the_data_map(world: World) -> None:
    with workspace_scope(world.acme.id):
        row = define(category="user.job_title", source="provided")
        (entry,) = data_map_rows()
        assert isinstance(entry.entry, Personal)
        assert (entry.table, entry.column, entry.entry.category, entry.entry.source) == (
            "attribute_value",
            "plan",
            "user.job_title",
            "provided",
        )
        mapped: dict[str, Any] = {**MAPPED, "category": "user.workplace"}
        contacts.change_attribute(actor=US, definition=row, label="Role", **mapped)
        assert [one.entry.category for one in data_map_rows() if isinstance(one.entry, Personal)] == [
            "user.workplace"
        ]
    with workspace_scope(world.globex.id):
        assert data_map_rows() == []


def test_the_workspaces_own_map_holds_it_and_is_looked_through(world: World) -> None:
    with workspace_scope(world.acme.id):
        row = define()
        (own,) = registry.added()
        assert own in registry.of_workspace()
        assert own not in registry.everything()
        assert checks.faults_here() == []
        AttributeDefinition.objects.filter(id=row.id).update(purpose="curiosity")
        assert checks.faults_here() == ["attribute_value.plan: unknown purpose curiosity"]
    with workspace_scope(world.globex.id):
        assert (registry.added(), checks.faults_here()) == ([], [])


def test_the_page_of_the_map_says_what_was_added(world: World) -> None:
    client, page = signed_in(world.acme.iris), f"/desk/{world.acme.slug}/settings/data-map/"
    assert b"Nothing yet." in client.get(page).content
    with workspace_scope(world.acme.id):
        row = define(category="user.job_title", source="provided")
    said = client.get(page).content.decode()
    for words in ("plan", "user.job_title", "The person said it", "last activity", "identity", "Customers"):
        assert words in said
    assert 'role="alert"' not in said
    with workspace_scope(world.acme.id):
        AttributeDefinition.objects.filter(id=row.id).update(purpose="curiosity")
    assert "unknown purpose curiosity" in client.get(page).content.decode()


def test_a_key_is_used_once_and_dropping_takes_the_values(world: World) -> None:
    contact = contact_of(world.acme)
    with workspace_scope(world.acme.id):
        row = define()
        with pytest.raises(Conflict):
            define()
        commands.set_attributes(actor=US, contact=contact, values={"plan": "Gold"})
        assert contacts.drop_attribute(actor=US, definition=row) == 1
        assert not AttributeValue.objects.exists()
        assert known(contact) == {}
