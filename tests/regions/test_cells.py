"""A workspace lives in one cell: its rows, keys and files are there and nowhere else."""

import json
import os
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest

from tests.installation import FOLDER
from tests.regions.conftest import Run

LIVE = """
import json, sys
from io import BytesIO
from uuid import uuid4
from django.conf import settings
from django.db import connections
from ictdesk.desk.contacts.commands import make_contact
from ictdesk.desk.workspaces.commands import found_workspace
from ictdesk.kernel.actor import System
from ictdesk.kernel.blobs import store
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.vault import keyring, root
from ictdesk.kernel.vault.models import WorkspaceKey
slug, region = sys.argv[1:]
entry = found_workspace(slug=slug, name="Globex", region=region)
with workspace_scope(entry.id) as scope:
    contact = make_contact(actor=System("tests"), name="Max of the file")
    blob = store.put(BytesIO(b"A picture"), subject_id=contact.subject_id, limit=100).blob
    name, alias = blob.storage_name, scope.alias
    assert b"".join(store.read(blob)) == b"A picture"
    key = WorkspaceKey.objects.get(workspace_id=entry.id)
    wrapped, epoch = bytes(key.wrapped).hex(), key.epoch
rows = {}
for cell in ("cell_eu", "cell_us"):
    with connections[cell].cursor() as cursor:
        cursor.execute("select oid from pg_database where datname = current_database()")
        database = cursor.fetchone()[0]
    rows[cell] = database
print(json.dumps({"id": str(entry.id), "alias": alias, "file": name, "epoch": epoch, "wrapped": wrapped}))
"""


def lives(in_both: Run, region: str) -> dict[str, str]:
    found: dict[str, str] = json.loads(in_both(LIVE, f"globex-{uuid4().hex[:10]}", region))
    return found


def owner(query: str, cell: str, two_cells: dict[str, str]) -> list[str]:
    """What the owner of the tables sees, whose eyes no policy covers when it says whose rows it wants."""
    import psycopg

    with psycopg.connect(two_cells[f"ICTDESK_OWNER_CELL_{cell.upper()}_DSN"]) as connection:
        return [str(row[0]) for row in connection.execute(query).fetchall()]


def tables_with(workspace: str, cell: str, two_cells: dict[str, str]) -> set[str]:
    """Tables of a cell in which a workspace has rows."""
    import psycopg

    found = set()
    with psycopg.connect(two_cells[f"ICTDESK_OWNER_CELL_{cell.upper()}_DSN"]) as connection:
        connection.execute("select set_config('ictdesk.workspace', %s, false)", [workspace])
        names = connection.execute(
            "select table_schema, table_name from information_schema.columns where column_name = 'workspace_id'"
            " and table_schema in ('public', 'keys')"
        ).fetchall()
        for schema, name in names:
            query = f'select 1 from "{schema}"."{name}" where workspace_id = %s limit 1'
            if connection.execute(query, [workspace]).fetchone():
                found.add(str(name))
    return found


@pytest.mark.parametrize(("region", "other"), [("us", "eu"), ("eu", "us")])
def test_rows_keys_and_files_are_in_the_cell_alone(
    in_both: Run, two_cells: dict[str, str], region: str, other: str
) -> None:
    made = lives(in_both, region)
    assert made["alias"] == f"cell_{region}"
    here = tables_with(made["id"], region, two_cells)
    assert {"contact", "blob", "workspace_key", "subject_key"} <= here, "it would be seen"
    assert tables_with(made["id"], other, two_cells) == set()
    folders = {"eu": FOLDER / "data", "us": FOLDER / "data" / "regions" / "us"}
    assert (folders[region] / "files" / made["file"]).is_file()
    assert not (folders[other] / "files" / made["file"]).exists()
    assert (folders[region] / "keys" / "epochs" / f"{made['epoch']}.key").is_file()


OPENS = """
import sys
from ictdesk.kernel.vault import cipher, root, workspace_keys
from uuid import UUID
workspace, wrapped, epoch, cell = sys.argv[1:]
try:
    outer = root.epoch_key(cell, int(epoch))
    cipher.unseal(outer, bytes.fromhex(wrapped), workspace_keys.label(UUID(workspace), b"key"))
    print("opens")
except (cipher.CannotOpen, FileNotFoundError) as error:
    print(type(error).__name__)
"""


def test_what_one_cell_has_sealed_no_other_opens(in_both: Run) -> None:
    made, _other = lives(in_both, "us"), lives(in_both, "eu")
    said = [made["id"], made["wrapped"], str(made["epoch"])]
    assert in_both(OPENS, *said, "cell_us").strip() == "opens"
    assert in_both(OPENS, *said, "cell_eu").strip() == "CannotOpen"


ROTATE = """
from ictdesk.kernel.vault import root, rotation
before = root.current_epoch("cell_eu")
number = rotation.begin_epoch("cell_us")
rotation.rotate_all("cell_us")
print(number, rotation.destroy_old_epochs("cell_us"), root.epochs("cell_us"), root.current_epoch("cell_eu") == before)
"""


def test_an_epoch_is_one_of_a_cell(in_both: Run) -> None:
    made = lives(in_both, "us")
    old = int(made["epoch"])
    assert in_both(ROTATE).strip() == f"{old + 1} [{old}] [{old + 1}] True"
    assert in_both(OPENS, made["id"], made["wrapped"], str(old), "cell_us").strip() == "FileNotFoundError"


def listed(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ictdesk", "region", "list"]
    return subprocess.run(command, check=False, capture_output=True, text=True, env=environment)


def test_the_list_says_what_cells_must_not_share(two_cells: dict[str, str], tmp_path: Path) -> None:
    well = listed(two_cells)
    assert well.returncode == 0, well.stdout + well.stderr
    assert "Ashburn, United States" in well.stdout
    same = {"ICTDESK_CELL_US_ROOT_KEY_FILE": two_cells["ICTDESK_ROOT_KEY_FILE"]}
    shared = listed(two_cells | same)
    assert shared.returncode == 1
    assert "its root key is that of us" in shared.stdout
    one = listed(two_cells | {"ICTDESK_CELL_US_DSN": two_cells["ICTDESK_CELL_EU_DSN"]})
    assert one.returncode == 1
    assert "its database is that of eu" in one.stdout


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"ICTDESK_REGIONS": "us,eu"}, "eu is always there"),
        ({"ICTDESK_REGIONS": "US"}, "expected codes"),
        ({"ICTDESK_REGIONS": "us", "ICTDESK_CELL_US_DSN": ""}, "ICTDESK_CELL_US_DSN is not set"),
        ({"ICTDESK_REGIONS": "us", "ICTDESK_CELL_US_ROOT_KEY_FILE": ""}, "ROOT_KEY_FILE is not set"),
    ],
)
def test_what_is_half_said_stops_the_start(
    two_cells: dict[str, str], wrong: dict[str, str], said: str
) -> None:
    done = listed(two_cells | wrong)
    assert done.returncode != 0
    assert said in done.stderr
    assert os.environ.get("ICTDESK_REGIONS") is None, "other tests know one cell"
