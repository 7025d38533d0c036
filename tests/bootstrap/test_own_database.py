"""The way of an operator who has a PostgreSQL: roles.sql, migrate, up without the owner."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from psycopg import connect

from ictdesk.project.cluster import PROGRAMS
from ictdesk.project.embedded import ROLES_FILE, EmbeddedPostgres
from tests.bootstrap.desk_process import DeskProcess


@pytest.fixture(scope="module")
def theirs() -> Iterator[EmbeddedPostgres]:
    """Somebody's server. That it comes from the same wheel does not matter: only addresses are used."""
    folder = Path(tempfile.mkdtemp(prefix="ictdesk-theirs-"))
    with EmbeddedPostgres(folder) as server:
        yield server
    shutil.rmtree(folder)


def addresses(server: EmbeddedPostgres) -> dict[str, str]:
    return {
        "ICTDESK_CONTROL_DSN": server.dsn("ictdesk_app", "ictdesk_control"),
        "ICTDESK_CELL_EU_DSN": server.dsn("ictdesk_app", "ictdesk_cell_eu"),
    }


def owner_addresses(server: EmbeddedPostgres) -> dict[str, str]:
    return {
        "ICTDESK_OWNER_CONTROL_DSN": server.dsn("ictdesk_owner", "ictdesk_control"),
        "ICTDESK_OWNER_CELL_EU_DSN": server.dsn("ictdesk_owner", "ictdesk_cell_eu"),
    }


def test_up_asks_for_the_migration_and_runs_once_it_is_done(theirs: EmbeddedPostgres, tmp_path: Path) -> None:
    data = tmp_path / "data"
    with DeskProcess(data, "--port", "0", environment=addresses(theirs)) as desk:
        assert desk.finish() == 1
    assert "ICTDESK_OWNER_CONTROL_DSN" in desk.log
    assert "Traceback" not in desk.log

    kept = {name: value for name, value in os.environ.items() if not name.startswith("ICTDESK_")}
    migrate = [sys.executable, "-m", "ictdesk", "migrate", "--data", str(data)]
    subprocess.run(migrate, check=True, env={**kept, **addresses(theirs), **owner_addresses(theirs)})

    with DeskProcess(data, "--port", "0", environment=addresses(theirs)) as desk:
        assert desk.url
        with pytest.raises(LookupError):
            desk.part("postgres")
    assert not (data / "postgres").exists()


def test_a_database_that_does_not_answer_is_one_sentence(tmp_path: Path) -> None:
    nowhere = f"postgresql://ictdesk_app@/ictdesk_control?host={tmp_path}"
    environment = {"ICTDESK_CONTROL_DSN": nowhere, "ICTDESK_CELL_EU_DSN": nowhere}
    with DeskProcess(tmp_path / "data", "--port", "0", environment=environment) as desk:
        assert desk.finish() == 1
    assert "The database does not answer" in desk.log
    assert "Traceback" not in desk.log


def test_an_administrator_who_is_no_superuser_can_run_the_file(theirs: EmbeddedPostgres) -> None:
    """As on a hosted server. Databases of another region, since those of the first exist already."""
    with connect(theirs.dsn("ictdesk_admin", "postgres"), autocommit=True) as admin:
        admin.execute("create role hosted login createrole createdb password 'hosted'")
        admin.execute(
            "grant ictdesk_owner, ictdesk_app to hosted with admin option, inherit false, set false"
        )
    hba = theirs.cluster.path / "pg_hba.conf"
    hba.write_text("local all hosted scram-sha-256\n" + hba.read_text())
    with connect(theirs.dsn("ictdesk_admin", "postgres"), autocommit=True) as admin:
        admin.execute("select pg_reload_conf()")
    login = {
        "PGHOST": str(theirs.cluster.sockets),
        "PGUSER": "hosted",
        "PGPASSWORD": "hosted",
        "PGDATABASE": "postgres",
        "ICTDESK_OWNER_PASSWORD": theirs.folder.secret("database_ictdesk_owner"),
        "ICTDESK_APP_PASSWORD": theirs.folder.secret("database_ictdesk_app"),
    }
    command = [str(PROGRAMS / "psql"), "-X", "-v", "databases=ictdesk_cell_us", "-f", str(ROLES_FILE)]
    for _ in range(2):  # again at any time
        done = subprocess.run(
            command, check=False, capture_output=True, text=True, env={**os.environ, **login}
        )
        assert (done.returncode, done.stderr) == (0, "")
    with connect(theirs.dsn("ictdesk_owner", "ictdesk_cell_us"), autocommit=True) as owner:
        owner.execute("create table mine (id int)")
    with connect(theirs.dsn("ictdesk_app", "ictdesk_cell_us"), autocommit=True) as app:
        right = app.execute("select has_database_privilege(current_database(), 'temp')").fetchone()
    assert right == (False,)
    with connect(theirs.dsn("ictdesk_admin", "postgres"), autocommit=True) as admin:
        left = admin.execute(
            "select inherit_option, set_option from pg_auth_members "
            "where roleid = 'ictdesk_owner'::regrole and member = 'hosted'::regrole"
        ).fetchall()
    assert (True, True) not in left  # the membership lasted as long as the file


def test_a_role_with_too_much_is_refused(theirs: EmbeddedPostgres) -> None:
    with connect(theirs.dsn("ictdesk_admin", "postgres"), autocommit=True) as admin:
        admin.execute("alter role ictdesk_app bypassrls")
        try:
            with pytest.raises(Exception, match="must have no special attribute"):
                theirs.create_database("ictdesk_cell_uk")
        finally:
            admin.execute("alter role ictdesk_app nobypassrls")
    theirs.create_database("ictdesk_cell_uk")
