"""The operation that secures a table: it does what is missing, again and again, and cannot be undone."""

import pytest

from ictdesk.desk.conversations.models import ConversationTag
from ictdesk.desk.workspaces.models import Tag
from ictdesk.kernel.tenancy import catalogue
from ictdesk.kernel.tenancy.planes import CONTROL, cell_alias, home_of
from ictdesk.kernel.tenancy.rls import SecureCellTable, secure_statements
from ictdesk.kernel.tenancy.router import PlaneRouter
from tests.isolation.databases import CELL, with_fault
from tests.world import World

UNDONE = {
    "nothing": "select 1",
    "the policy": "drop policy workspace on conversation_tag",
    "row-level security": "alter table conversation_tag disable row level security",
    "force": "alter table conversation_tag no force row level security",
    "the composite key": "alter table conversation_tag drop constraint conversation_tag_tag_id_cell_fk",
    "the primary key": "alter table conversation_tag drop constraint conversation_tag_pkey, "
    "add constraint conversation_tag_pkey primary key (id)",
}


@pytest.mark.parametrize("what", UNDONE)
def test_it_does_what_is_missing(what: str) -> None:
    """Twice, so that the second time finds nothing to do."""
    again = "; ".join(secure_statements(ConversationTag) * 2)
    with with_fault(UNDONE[what]) as cursor:
        faulty = catalogue.faults(cursor)
        assert bool(faulty) == (what not in ("nothing", "the composite key"))
    with with_fault(f"{UNDONE[what]}; {again}") as cursor:
        assert catalogue.faults(cursor) == []
        cursor.execute("select count(*) from pg_constraint where conname = 'conversation_tag_tag_id_cell_fk'")
        assert cursor.fetchone() == (1,)


def test_nothing_takes_it_off() -> None:
    operation = SecureCellTable("Tag")
    assert not operation.reversible
    assert operation.describe() == "Force row-level security on Tag"


def test_each_model_goes_to_its_plane(world: World) -> None:
    router = PlaneRouter()
    home = world.acme.people["ada"].row
    assert router.allow_migrate(CELL, "workspaces", "tag")
    assert not router.allow_migrate(CONTROL, "workspaces", "tag")
    assert router.allow_migrate(CONTROL, "people", "user")
    assert not router.allow_migrate(CELL, "people", "user")
    assert router.allow_migrate(CELL, "x", in_cell=True)
    assert not router.allow_migrate(CONTROL, "x", in_cell=True)
    assert {router.allow_migrate(one, "procrastinate") for one in (CELL, CONTROL)} == {True}
    assert router.allow_migrate(CONTROL, "unknown", "thing")
    assert not router.allow_migrate(CELL, "unknown", "thing")
    assert router.allow_relation(home, Tag(workspace_id=world.acme.id))
    assert home_of(world.acme.id) == cell_alias("eu") == CELL
    with pytest.raises(KeyError):
        cell_alias("mars")
