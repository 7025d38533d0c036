"""What docs/operate tells an operator is so."""

import os
import re
import subprocess
from pathlib import Path

from psycopg import connect

from ictdesk.project import options
from ictdesk.project.cluster import PROGRAMS
from ictdesk.project.embedded import EmbeddedPostgres

OPERATE = Path(__file__).resolve().parents[2] / "docs" / "operate"
ONLY_IN_DESK = {"ICTDESK_PYTHON", "ICTDESK_ADMIN_CONTROL_DSN", "ICTDESK_ADMIN_CELL_EU_DSN"}


def test_every_option_is_in_the_table_and_no_other() -> None:
    table = set(re.findall(r"^\| `(ICTDESK_\w+)` \|", (OPERATE / "deploy.md").read_text(), re.MULTILINE))
    assert table - ONLY_IN_DESK == set(options.OPTIONS)


def test_a_dump_is_restored_with_its_owner_its_policy_and_its_grants(
    server: EmbeddedPostgres, tmp_path: Path
) -> None:
    """The commands of upgrade.md, on a table like the product's."""
    with connect(server.dsn("ictdesk_owner", "ictdesk_cell_eu"), autocommit=True) as owner:
        owner.execute("drop table if exists letters")
        owner.execute("create table letters (workspace_id int, word text)")
        owner.execute("insert into letters values (1, 'ours'), (2, 'theirs')")
        owner.execute("alter table letters enable row level security, force row level security")
        owner.execute("create policy one on letters using (workspace_id = 1)")
        owner.execute("grant select on letters to ictdesk_app")
    dump = tmp_path / "ictdesk_cell_eu.dump"
    run(server, "pg_dump", "-Fc", "-f", str(dump), "ictdesk_cell_eu")
    with connect(server.dsn("ictdesk_admin", "ictdesk_cell_eu"), autocommit=True) as admin:
        admin.execute("delete from letters")
    restore = ("--clean", "--if-exists", "--exit-on-error", "--role=ictdesk_owner")
    run(server, "pg_restore", *restore, "-d", "ictdesk_cell_eu", str(dump))
    with connect(server.dsn("ictdesk_app", "ictdesk_cell_eu"), autocommit=True) as app:
        assert app.execute("select word from letters").fetchall() == [("ours",)]
        owned = app.execute("select tableowner from pg_tables where tablename = 'letters'").fetchone()
        assert owned == ("ictdesk_owner",)
    text = (OPERATE / "upgrade.md").read_text()
    assert f"pg_restore {' '.join(restore)} -d $name $name.dump" in text


def run(server: EmbeddedPostgres, program: str, *arguments: str) -> None:
    login = {
        "PGHOST": str(server.cluster.sockets),
        "PGUSER": "ictdesk_admin",
        "PGPASSWORD": server.folder.secret("database_ictdesk_admin"),
    }
    subprocess.run([PROGRAMS / program, *arguments], check=True, env={**os.environ, **login})
