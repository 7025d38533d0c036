"""What the two roles may not do, on the server that `ictdesk up` starts."""

import pytest
from psycopg import Connection, OperationalError, connect, errors
from psycopg.rows import TupleRow

from ictdesk.project.embedded import EmbeddedPostgres

REFUSED = [
    "create temp table slip (id int)",
    "create table slip (id int)",
    "create schema slip",
    "truncate notes",
    "alter table notes add column slip int",
    "drop table notes",
    "set role ictdesk_owner",
    "set session authorization ictdesk_owner",
    "alter role ictdesk_app createdb",
    "create role slip",
    "create database slip",
    "copy notes to '/tmp/slip'",
    "select pg_read_file('/etc/passwd')",
    "alter table notes disable row level security",
    "create extension postgres_fdw",
]


def login(server: EmbeddedPostgres, role: str, database: str = "ictdesk_cell_eu") -> Connection[TupleRow]:
    return connect(server.dsn(role, database), autocommit=True)


@pytest.fixture
def notes(server: EmbeddedPostgres) -> EmbeddedPostgres:
    """A table of the owner's with what the application gets on its tables."""
    with login(server, "ictdesk_owner") as owner:
        owner.execute("drop table if exists notes")
        owner.execute("create table notes (id int)")
        owner.execute("grant select, insert, update, delete on notes to ictdesk_app")
    return server


@pytest.mark.parametrize("statement", REFUSED)
def test_the_application_is_refused(notes: EmbeddedPostgres, statement: str) -> None:
    with login(notes, "ictdesk_app") as app:
        app.execute("insert into notes values (1)")  # the table is within reach: a refusal means something
        with pytest.raises(errors.InsufficientPrivilege):
            app.execute(statement)


@pytest.mark.parametrize("statement", ["create role slip", "create database slip", "set role ictdesk_admin"])
def test_the_owner_is_no_administrator(server: EmbeddedPostgres, statement: str) -> None:
    with login(server, "ictdesk_owner") as owner, pytest.raises(errors.InsufficientPrivilege):
        owner.execute(statement)


def test_roles_have_no_special_attribute_and_no_membership(server: EmbeddedPostgres) -> None:
    with login(server, "ictdesk_admin") as admin:
        special = admin.execute(
            "select rolname from pg_roles where rolname in ('ictdesk_app', 'ictdesk_owner') "
            "and (rolsuper or rolbypassrls or rolcreatedb or rolcreaterole or rolreplication)"
        ).fetchall()
        members = admin.execute(
            "select from pg_auth_members where member = 'ictdesk_app'::regrole"
        ).fetchall()
        roles = admin.execute(
            "select count(*) from pg_roles where rolname in ('ictdesk_app', 'ictdesk_owner')"
        )
        assert roles.fetchone() == (2,)
    assert special == []
    assert members == []


@pytest.mark.parametrize("role", ["ictdesk_admin", "ictdesk_owner", "ictdesk_app", "postgres"])
def test_nobody_logs_in_without_the_password(server: EmbeddedPostgres, role: str) -> None:
    address = f"host={server.cluster.sockets} user={role} dbname=ictdesk_control"
    with pytest.raises(OperationalError):
        connect(f"{address} password=wrong")
    with pytest.raises(OperationalError):
        connect(f"{address} passfile=/nonexistent")


@pytest.mark.parametrize("other", ["postgres", "template1"])
def test_the_application_stays_out_of_other_databases(server: EmbeddedPostgres, other: str) -> None:
    with login(server, "ictdesk_admin", other) as admin:
        assert admin.execute("select 1").fetchone() == (1,)
    with pytest.raises(OperationalError, match="pg_hba"):
        login(server, "ictdesk_app", other)


def test_a_further_database_has_the_same_rights(server: EmbeddedPostgres) -> None:
    server.create_database("test_further")
    with login(server, "ictdesk_app", "test_further") as app:
        assert app.execute("select current_database()").fetchone() == ("test_further",)
        with pytest.raises(errors.InsufficientPrivilege):
            app.execute("create temp table slip (id int)")


def test_requests_and_locks_have_limits(server: EmbeddedPostgres) -> None:
    names = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")
    with login(server, "ictdesk_app") as app:
        limits = [app.execute("select current_setting(%s)", [name]).fetchone() for name in names]
    assert limits == [("30s",), ("10s",), ("30s",)]


def test_a_failing_statement_leaves_no_value_in_the_log(server: EmbeddedPostgres) -> None:
    with login(server, "ictdesk_owner") as owner:
        owner.execute("create table if not exists once (word text primary key)")
        owner.execute("insert into once values ('rhubarb') on conflict do nothing")
        with pytest.raises(errors.UniqueViolation):
            owner.execute("insert into once values ('rhubarb')")
    server.stop()
    files = [server.folder.logs / "postgres.log", *(server.cluster.path / "log").iterdir()]
    log = "".join(file.read_text() for file in files)
    assert "ready to accept connections" in log
    assert "rhubarb" not in log
    assert "duplicate key" not in log, "an error's words may quote a value"
    server.start()
