"""The tests' installation with a second cell: a database, a root key and a folder of its own."""

import json
import os
import secrets
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.project.embedded import EmbeddedPostgres
from tests.installation import FOLDER

type Run = Callable[..., str]


@pytest.fixture(scope="session")
def two_cells(database: None, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a process that knows both."""
    server = EmbeddedPostgres(FOLDER / "data")
    server.create_database("ictdesk_cell_us")
    place = FOLDER / "data" / "regions" / "us"
    place.mkdir(parents=True, exist_ok=True)
    (place / "region.json").write_text(
        json.dumps({"place": "Ashburn, United States", "country": "US"}), encoding="utf-8"
    )
    key = tmp_path_factory.mktemp("keys") / "root_key_us"
    key.write_text(secrets.token_hex(32), encoding="ascii")
    more = {
        "ICTDESK_REGIONS": "us",
        "ICTDESK_CELL_US_DSN": server.dsn("ictdesk_app", "ictdesk_cell_us"),
        "ICTDESK_OWNER_CELL_US_DSN": server.dsn("ictdesk_owner", "ictdesk_cell_us"),
        "ICTDESK_CELL_US_ROOT_KEY_FILE": str(key),
    }
    environment = os.environ | more
    migrate = [sys.executable, "-m", "ictdesk", "migrate"]
    subprocess.run(migrate, check=True, env=environment | {"ICTDESK_AS_OWNER": "1"})
    return environment


@pytest.fixture
def in_both(two_cells: dict[str, str]) -> Iterator[Run]:
    """Runs a program that knows both cells; what it prints. Who lives abroad is struck from the directory afterwards."""

    def run(program: str, *arguments: str, **more: str) -> str:
        head = "import django\ndjango.setup()\n"
        done = subprocess.run(
            [sys.executable, "-c", head + program, *arguments],
            check=False,
            capture_output=True,
            text=True,
            env=two_cells | more,
            cwd=Path(__file__).parents[2],
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    yield run
    WorkspaceEntry.objects.filter(region="us").delete()
