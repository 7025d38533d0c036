"""Every table, as the role that serves, with the neighbour's scope and with none."""

from uuid import uuid4

import psycopg
import pytest
from psycopg import errors, sql

from ictdesk.kernel.tenancy.guard import cell_tables
from tests.isolation import probes
from tests.isolation.databases import as_application, with_fault
from tests.isolation.furnished import Furnished, cell_models
from tests.isolation.probes import PROBES, Probe

TABLES = sorted(model._meta.db_table for model in cell_models())
APPEND_ONLY = {
    *("audit_checkpoint", "audit_entry", "audit_node", "audit_record"),
    *("consent_event", "consent_wording", "event", "instruction", "ledger_entry", "processing_record"),
    "record_snapshot",
}
READING = {"select", "select_all"}
NEVER_DELETED = {"agreement_document"}
LEAKS = [
    (t, p)
    for t in TABLES
    for p in PROBES
    if (t not in APPEND_ONLY or p.__name__ in READING) and (t not in NEVER_DELETED or p.__name__ != "delete")
]
"""What would leak without row-level security; grants and triggers refuse the rest."""
NO_SECURITY = "alter table {} disable row level security"


@pytest.mark.parametrize("table", TABLES)
def test_acme_has_a_row_to_lose(acme: Furnished, table: str) -> None:
    """A new table fails here until `furnish` puts something in it."""
    with as_application(acme.id) as cursor:
        assert probes.select(cursor, table, acme.id) > 0


def test_the_guard_knows_the_same_tables() -> None:
    assert sorted(cell_tables()) == TABLES


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("probe", PROBES, ids=lambda probe: probe.__name__)
def test_the_neighbour_reaches_nothing(acme: Furnished, globex: Furnished, table: str, probe: Probe) -> None:
    with as_application(globex.id) as cursor:
        assert probe(cursor, table, acme.id) == 0


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("probe", PROBES, ids=lambda probe: probe.__name__)
def test_without_a_scope_nothing_is_reached(acme: Furnished, table: str, probe: Probe) -> None:
    with as_application(None) as cursor:
        assert probe(cursor, table, acme.id) == 0


@pytest.mark.parametrize(("table", "probe"), LEAKS, ids=lambda one: getattr(one, "__name__", one))
def test_without_its_policy_the_table_would_leak(
    acme: Furnished, globex: Furnished, table: str, probe: Probe
) -> None:
    """The negative control: each probe reaches acme's rows as soon as security is off."""
    with with_fault(NO_SECURITY.format(table), globex.id) as cursor:
        assert probe(cursor, table, acme.id) > 0


@pytest.mark.parametrize("table", TABLES)
def test_a_second_policy_would_leak(acme: Furnished, globex: Furnished, table: str) -> None:
    with with_fault(f"create policy oops on {table} using (true)", globex.id) as cursor:
        assert probes.select(cursor, table, acme.id) > 0


@pytest.mark.parametrize("table", TABLES)
def test_no_row_is_planted(acme: Furnished, globex: Furnished, table: str) -> None:
    with as_application(acme.id) as cursor:
        row = probes.row_of(cursor, table) | {"id": str(uuid4())}
    with as_application(globex.id) as cursor:
        assert probes.insert(cursor, table, row) == 0
    with as_application(None) as cursor:
        assert probes.insert(cursor, table, row) == 0
    with with_fault(NO_SECURITY.format(table), globex.id) as cursor:
        assert probes.insert(cursor, table, row) == 1


@pytest.mark.parametrize("table", TABLES)
def test_no_table_can_be_emptied(table: str) -> None:
    with as_application(None) as cursor, pytest.raises(errors.InsufficientPrivilege):
        cursor.execute(sql.SQL("truncate {}").format(sql.Identifier(table)))


@pytest.mark.parametrize("table", TABLES)
def test_a_setting_that_is_no_workspace_is_an_error_or_shows_nothing(acme: Furnished, table: str) -> None:
    statement = sql.SQL("select count(*) from {}").format(sql.Identifier(table))
    for word in ("", str(uuid4())):
        with as_application(None) as cursor:
            cursor.execute("select set_config('ictdesk.workspace', %s, true)", [word])
            assert cursor.execute(statement).fetchone() == (0,)
    with as_application(None) as cursor:
        cursor.execute("select set_config('ictdesk.workspace', 'x'' or true', true)")
        with pytest.raises(psycopg.errors.InvalidTextRepresentation):
            cursor.execute(statement)
