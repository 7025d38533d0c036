"""The epoch of the keys is changed beside a desk that runs; what was written before is read after."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.bootstrap.desk_process import DeskProcess
from tests.bootstrap.test_up import PASSWORD


@pytest.fixture
def data() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="ictdesk-epochs-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder) / "data"


def ictdesk(command: str, data: Path) -> subprocess.CompletedProcess[str]:
    run = [sys.executable, "-m", "ictdesk", command, "--data", str(data)]
    return subprocess.run(
        run, capture_output=True, text=True, timeout=90, check=False, env=DeskProcess(data)._environment
    )


def names(url: str, data: Path) -> list[str]:
    """Whom the demo's people are, read through the API with the demo's key."""
    demo = json.loads((data / "demo.json").read_text())
    answer = httpx.get(
        f"{url}/api/v1/contacts",
        headers={"Authorization": f"Bearer {demo['api_key']}"},
        timeout=20,
    )
    return [contact["name"] for contact in answer.raise_for_status().json()["items"]]


def epochs(data: Path) -> list[str]:
    return sorted(file.name for file in (data / "keys" / "epochs").iterdir())


def test_the_commands_rotate_and_destroy(data: Path) -> None:
    with DeskProcess(data, "--demo", "--port", "0", environment=PASSWORD) as desk:
        url = desk.url
        before = names(url, data)
        assert any(before)
        assert ictdesk("destroy-epochs", data).stdout == "eu: there is no old epoch.\n"
        rotated = ictdesk("rotate-keys", data)
        assert rotated.stdout.startswith("eu: epoch 2 has begun"), rotated.stderr
        assert epochs(data) == ["1.key", "2.key"]
        destroyed = ictdesk("destroy-epochs", data)
        assert destroyed.stdout == "eu: destroyed: epoch 1.\n", destroyed.stderr
        assert epochs(data) == ["2.key"]
        assert names(url, data) == before, "the running desk goes on"
    with DeskProcess(data, "--port", "0") as desk:
        assert names(desk.url, data) == before, "and one that starts afresh"
