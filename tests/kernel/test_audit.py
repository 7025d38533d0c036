"""The audit trail is added to and never changed: the grants refuse, and where they would not, a trigger does."""

import pytest
from django.db import ProgrammingError, connections
from psycopg import errors

from ictdesk.desk.conversations import commands
from ictdesk.kernel.audit.models import AuditRecord
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.errors import DomainError
from ictdesk.kernel.tenancy import NoScope, workspace_scope
from tests.isolation.databases import CELL, with_fault
from tests.world import US, World

CHANGES = [
    "update audit_record set action = 'x'",
    "delete from audit_record",
]
GRANT = "grant update, delete, truncate on audit_record to ictdesk_app"


@pytest.fixture
def recorded(world: World) -> World:
    with workspace_scope(world.acme.id):
        record(world.acme.ada.actor, "test.act", "thing", world.acme.id, count=3, code="x", none=None)
    return world


def test_it_says_who_what_when_and_on_what(recorded: World) -> None:
    with workspace_scope(recorded.acme.id):
        one = AuditRecord.objects.get(action="test.act")
    assert (one.actor_kind, one.actor_id) == ("member", recorded.acme.ada.actor.id)
    assert (one.object_kind, one.object_id) == ("thing", recorded.acme.id)
    assert one.facts == {"count": 3, "code": "x", "none": None}


def test_it_is_written_with_the_act_or_not_at_all(world: World) -> None:
    def fail() -> None:
        with workspace_scope(world.acme.id):
            record(US, "test.act", "thing", None)
            raise DomainError

    with pytest.raises(DomainError):
        fail()
    with workspace_scope(world.acme.id):
        assert not AuditRecord.objects.filter(action="test.act").exists()
    with pytest.raises(NoScope):
        record(US, "test.act", "thing", None)


@pytest.mark.parametrize("change", CHANGES)
def test_the_application_has_no_right_to_change_it(recorded: World, change: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), workspace_scope(recorded.acme.id):
        connections[CELL].cursor().execute(change)


@pytest.mark.parametrize("change", [*CHANGES, "truncate audit_record"])
def test_with_the_right_the_trigger_refuses(recorded: World, change: str) -> None:
    with (
        with_fault(GRANT, recorded.acme.id) as cursor,
        pytest.raises(errors.InsufficientPrivilege, match="never changed"),
    ):
        cursor.execute(change)


@pytest.mark.parametrize("change", CHANGES)
def test_without_both_it_could_be_changed(recorded: World, change: str) -> None:
    """The negative control."""
    with with_fault(f"{GRANT}; alter table audit_record disable trigger user", recorded.acme.id) as cursor:
        cursor.execute(change)
        assert cursor.rowcount > 0


def test_events_are_never_changed_either(world: World) -> None:
    world.acme.talk("Hello")
    for change in ("update event set kind = 'x'", "delete from event"):
        with pytest.raises(ProgrammingError, match="permission denied"), workspace_scope(world.acme.id):
            connections[CELL].cursor().execute(change)


def test_a_row_of_it_refuses_as_well(recorded: World) -> None:
    with workspace_scope(recorded.acme.id):
        one = AuditRecord.objects.get(action="test.act")
    one.action = "other"
    for change in (one.save, one.delete):
        with pytest.raises(ProgrammingError, match="permission denied"), workspace_scope(recorded.acme.id):
            change()


def test_no_words_of_a_person_get_into_it(world: World) -> None:
    conversation = world.acme.talk("Hello", name="Marmalade")
    with workspace_scope(world.acme.id):
        contact = conversation.contact
        commands.introduce(
            actor=world.acme.ada.actor, contact=contact, name="Paddington", email="p@mail.example"
        )
        rows = str(list(AuditRecord.objects.values()))
    assert "contact.rename" in rows
    for word in ("Marmalade", "Paddington", "mail.example"):
        assert word not in rows
