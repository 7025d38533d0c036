"""The rules of isolation on the living cell: each is kept, and each would be seen broken."""

import os
import subprocess
import sys

import pytest

from ictdesk.kernel.tenancy import boot, catalogue
from ictdesk.kernel.tenancy.catalogue import QUESTIONS
from tests.isolation.databases import address, as_application, with_fault
from tests.server import free_port

ROLES = "roles that could bypass row-level security"
OWNED = "tables owned by the application's role"
NOT_FORCED = "tables without forced row-level security"
SEVERAL = "tables with several permissive policies"
OTHER = "policies that say something else"
UNKNOWN = "tables that no model declares"
UNIQUE = "unique indexes that do not start with the workspace"
KEYS = "foreign keys that can leave the workspace"
VIEWS = "views that are not security_invoker"
DEFINERS = "security definer functions"
GRANTS = "grants that ignore row-level security"
CREATE = "things the application could create"
SCOPES = "settings that put a workspace in scope for everybody"
LOGS = "logs that could be shortened before a workspace ends"
HIDDEN = "keys of restricted people in reach"

RULE = "workspace_id = nullif(current_setting('ictdesk.workspace', true), '')::uuid"
REMAKE = "drop policy workspace on tag; create policy workspace on tag"
UNIQUE_TAG = "alter table tag add constraint tag_alone unique (id);"

FAULTS: list[tuple[str, str, str]] = [
    (ROLES, "alter role ictdesk_app bypassrls", "ictdesk_app"),
    (ROLES, "alter role ictdesk_app createrole", "ictdesk_app"),
    (ROLES, "alter role ictdesk_app superuser", "ictdesk_app"),
    (ROLES, "grant ictdesk_owner to ictdesk_app with inherit false, set true", "ictdesk_owner"),
    (ROLES, "create role ictdesk_oops bypassrls; grant ictdesk_oops to ictdesk_app", "ictdesk_oops"),
    (OWNED, "alter table tag owner to ictdesk_app", "tag"),
    (NOT_FORCED, "alter table tag no force row level security", "tag"),
    (NOT_FORCED, "alter table tag disable row level security", "tag"),
    (NOT_FORCED, "drop policy workspace on tag", "tag"),
    (NOT_FORCED, "alter table keys.subject_key no force row level security", "subject_key"),
    (SEVERAL, "create policy oops on tag using (true)", "tag"),
    (OTHER, f"{REMAKE} using (true)", "tag:workspace"),
    (OTHER, f"{REMAKE} using ({RULE}) with check (true)", "tag:workspace"),
    (OTHER, f"{REMAKE} for select using ({RULE})", "tag:workspace"),
    (OTHER, f"{REMAKE} to ictdesk_owner using ({RULE}) with check ({RULE})", "tag:workspace"),
    (OTHER, f"{REMAKE} using ({RULE} or {RULE} is null) with check ({RULE})", "tag:workspace"),
    (UNKNOWN, "create table oops (id integer)", "oops"),
    (UNKNOWN, "create schema oops; create table oops.hidden (id integer)", "hidden"),
    (UNKNOWN, "create materialized view oops as select * from tag", "oops"),
    (UNKNOWN, "create table oops partition of nothing for values in (1)", "oops"),
    (UNIQUE, "create unique index oops on tag (id)", "oops"),
    (UNIQUE, "create unique index oops on tag (name, workspace_id)", "oops"),
    (UNIQUE, "create unique index oops on tag (lower(id::text))", "oops"),
    (UNIQUE, "alter table tag add constraint oops exclude using btree (id with =)", "oops"),
    (
        KEYS,
        f"{UNIQUE_TAG} alter table conversation_tag add constraint oops foreign key (tag_id) references tag (id)",
        "oops",
    ),
    (VIEWS, "create view oops as select * from tag", "oops"),
    (VIEWS, "create view oops with (security_barrier) as select * from tag", "oops"),
    (
        DEFINERS,
        "create function oops() returns bigint security definer return (select count(*) from tag)",
        "oops",
    ),
    (GRANTS, "grant truncate on tag to ictdesk_app", "tag:TRUNCATE"),
    (GRANTS, "grant references on tag to public", "tag:REFERENCES"),
    (GRANTS, "grant trigger on keys.subject_key to ictdesk_app", "subject_key:TRIGGER"),
    (CREATE, "grant create on schema public to ictdesk_app", "public:create"),
    (CREATE, "grant create on schema keys to public", "keys:create"),
    (CREATE, "grant temporary on database ictdesk_cell_eu to ictdesk_app", "database:temporary"),
    (HIDDEN, "drop policy restricted on keys.subject_key", "subject_key"),
    (HIDDEN, "alter policy restricted on keys.subject_key using (true)", "subject_key"),
    (LOGS, "drop trigger until_the_end on event", "event"),
    (LOGS, "alter table audit_record disable trigger until_the_end", "audit_record"),
    (SCOPES, "alter role ictdesk_app set ictdesk.workspace = 'x'", "ictdesk_app:ictdesk.workspace=x"),
    (SCOPES, "alter database ictdesk_cell_eu set ictdesk.workspace = 'x'", "everybody:ictdesk.workspace=x"),
]
HARMLESS = [
    "create view fine with (security_invoker = true) as select * from tag",
    f"create policy narrower on tag as restrictive using ({RULE})",
    "create unique index fine on tag (workspace_id, lower(id::text))",
    "grant select on tag to ictdesk_app",
    "create index fine on tag (name)",
]


@pytest.mark.parametrize("what", QUESTIONS)
def test_the_rule_is_kept(what: str) -> None:
    with as_application(None) as cursor:
        assert catalogue.ask(cursor, QUESTIONS[what]) == []


def test_every_rule_has_a_fault_that_breaks_it() -> None:
    assert {what for what, _, _ in FAULTS} == QUESTIONS.keys()


@pytest.mark.parametrize(("what", "fault", "offender"), FAULTS)
def test_the_fault_is_found(what: str, fault: str, offender: str) -> None:
    if "partition of nothing" in fault:
        fault = "create table nothing (id integer) partition by list (id); " + fault
    with with_fault(fault) as cursor:
        assert offender in catalogue.ask(cursor, QUESTIONS[what])
        assert any(sentence.startswith(what) for sentence in catalogue.faults(cursor))


@pytest.mark.parametrize("change", HARMLESS)
def test_what_is_harmless_is_not_found(change: str) -> None:
    with with_fault(change) as cursor:
        assert catalogue.faults(cursor) == []


def test_on_this_installation_the_desk_starts() -> None:
    boot.refuse_if_unsafe()


@pytest.mark.parametrize("role", ["ictdesk_owner", "ictdesk_admin"])
def test_the_desk_refuses_to_serve_with_a_role_that_could_bypass(role: str) -> None:
    """The very command that serves, told to log in as a stronger role."""
    command = [sys.executable, "-m", "ictdesk", "serve", "--port", str(free_port())]
    environment = os.environ | {"ICTDESK_CELL_EU_DSN": address(role).partition("&options")[0]}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode != 0
    assert ROLES in done.stdout + done.stderr
